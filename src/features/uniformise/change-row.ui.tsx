import { Checkbox } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { localize } from '../../lib/localized.ts';
import type { EffectiveField } from '../../meta/effective-record.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { uniformiseMessages } from '../../web/language/uniformise.ts';
import { usePhone } from '../../web/ui/phone.ts';
import { changedLetters, type LetterRun } from './changed-letters.ts';
import type { UniformiseItem } from './request.ts';
import classes from './uniformise.module.css';

function Letters({
  runs,
  className,
  as: Tag,
}: {
  readonly runs: readonly LetterRun[];
  readonly className: string;
  readonly as: 'del' | 'ins';
}) {
  return (
    <span className={classes.text}>
      {runs.map(({ text, changed }, place) =>
        changed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a text never change place
          <Tag key={place} className={className}>
            {text}
          </Tag>
        ) : (
          text
        ),
      )}
    </span>
  );
}

export interface ChangeRowProps {
  readonly item: UniformiseItem;
  readonly field: EffectiveField;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}

/** A value before and after: of a text the letters that change are marked, of a list the labels are told. */
export function ChangeRow({ item, field, ticked, onTick }: ChangeRowProps) {
  const words = useMessages(uniformiseMessages);
  const language = useLanguage();
  const phone = usePhone();
  const label = localize(field.label, language);
  const shown = (value: string | null) => {
    if (value === null) return <span className={classes.none}>{words.emptyValue}</span>;
    const text = field.type.format(value, field.options, { language, timeZone: 'UTC' });
    return <span className={classes.text}>{text}</span>;
  };
  const { before, after } = item;
  const title = item.at === undefined ? item.title : words.atLink(item.title, item.at);
  const runs = field.personName && before !== null && after !== null ? changedLetters(before, after) : null;
  const one = runs ? <Letters runs={runs.before} className={classes.gone ?? ''} as="del" /> : shown(before);
  const other = runs ? <Letters runs={runs.after} className={classes.come ?? ''} as="ins" /> : shown(after);
  const arrow = <IconArrowRight size={14} className={classes.arrow} aria-label={words.becomes} role="img" />;
  const tick = (
    <Checkbox
      size="xs"
      checked={ticked}
      aria-label={words.change(label, title)}
      onChange={(event) => onTick(event.currentTarget.checked)}
    />
  );
  if (phone)
    return (
      // biome-ignore lint/a11y/noLabelWithoutControl: the tick in it is its control
      <label className={classes.item}>
        {tick}
        <span className={classes.title}>
          {label} · {title}
        </span>
        <span className={classes.change}>
          {one}
          {arrow}
          {other}
        </span>
      </label>
    );
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the tick in it is its control
    <label className={classes.item}>
      {tick}
      <span className={classes.title}>{title}</span>
      <span className={classes.field}>{label}</span>
      {one}
      {arrow}
      {other}
    </label>
  );
}

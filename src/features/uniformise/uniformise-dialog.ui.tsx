import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { localize } from '../../lib/localized.ts';
import { api } from '../../web/api/client.ts';
import { usePermission } from '../../web/api/queries.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { useCountFormat, useNumberFormat } from '../../web/language/format-context.ts';
import { uiMessages } from '../../web/language/ui.ts';
import { uniformiseMessages } from '../../web/language/uniformise.ts';
import { targetBody } from '../../web/records/list/bulk-target.ts';
import type { BulkActionProps } from '../../web/slots.ts';
import { Modal } from '../../web/ui/deferred-overlays.ts';
import { ErrorNotice } from '../../web/ui/error-notice.tsx';
import { usePhone } from '../../web/ui/phone.ts';
import { RowSkeletons } from '../../web/ui/row-skeletons.tsx';
import { showProblem } from '../../web/ui/toast.tsx';
import { ChangesPanel } from './changes-panel.ui.tsx';
import type { UniformisePreview } from './request.ts';
import { SamePanel, type SameValue } from './same-panel.ui.tsx';
import { choiceOf, type Flips, isTicked, placesToSend, type VariantChoices, valuesToSend } from './ticks.ts';
import classes from './uniformise.module.css';
import { VariantsPanel } from './variants-panel.ui.tsx';
import { listFields } from './written-fields.ts';

type Tool = 'names' | 'same' | 'variants';

/** « Uniformiser »: three tools, each shown before and after, value by value, then done as one operation. */
export function UniformiseDialog(props: BulkActionProps) {
  const words = useMessages(uniformiseMessages);
  const general = useMessages(uiMessages);
  const written = useCountFormat();
  const phone = usePhone();
  // A list counts up to a bound; what was looked at is known to the last.
  const [count, setCount] = useState(props.count);
  const counted = useCallback((value: number) => setCount({ value, exact: true }), []);
  const { close } = props;
  return (
    <Modal
      opened
      onClose={close}
      title={count.value === 1 ? words.titleOne : words.title(written(count))}
      size={880}
      fullScreen={phone}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <Uniformise {...props} onCounted={counted} />
    </Modal>
  );
}

interface UniformiseProps extends BulkActionProps {
  /** Told how many records are meant. */
  readonly onCounted: (count: number) => void;
}

function Uniformise({ record, ids, filter, search, onRun, onCounted, close }: UniformiseProps) {
  const words = useMessages(uniformiseMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const phone = usePhone();
  const lists = listFields(record, usePermission(record.name));
  const [tool, setTool] = useState<Tool>('names');
  const [same, setSame] = useState<SameValue>({ field: lists[0]?.name ?? '', value: null });
  const [flips, setFlips] = useState<Flips>(new Set());
  const [choices, setChoices] = useState<VariantChoices>({});
  const [running, setRunning] = useState(false);
  const target = targetBody({ ids, filter, search, trash: false, count: null });
  const asked = { ...target, same: same.value === null ? {} : { [same.field]: same.value } };
  const path = `/${record.collection}/uniformise`;
  const preview = useQuery({
    queryKey: ['uniformise', record.name, asked],
    // Variants are mapped here, value by value: they are told with the rest and never done unseen.
    queryFn: ({ signal }) =>
      api.post<UniformisePreview>(path, { body: { ...asked, values: {}, preview: true }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  const counted = preview.data?.count;
  useEffect(() => {
    if (counted !== undefined) onCounted(counted);
  }, [counted, onCounted]);
  if (preview.error) return <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />;
  const { data } = preview;
  const isName = (name: string) => record.field(name)?.personName !== undefined;
  const names = data?.items.filter(({ field }) => isName(field)) ?? [];
  const others = same.value === null ? [] : (data?.items.filter(({ field }) => field === same.field) ?? []);
  const variants = data?.variants.filter(({ field }) => same.value === null || field !== same.field) ?? [];
  const ticked = [...names, ...others].filter((item) => isTicked(item, flips)).length;
  const mapped = variants
    .filter((variant) => {
      const { into, ticked: wanted } = choiceOf(variant, choices);
      return wanted && into !== null;
    })
    .reduce((sum, { count }) => sum + count, 0);
  const changes = ticked + mapped;
  const run = async () => {
    setRunning(true);
    try {
      const values = valuesToSend(variants, choices);
      const places = placesToSend([...names, ...others], flips);
      const { operation } = await api.post<{ operation: string }>(path, { body: { ...asked, values, ...places } });
      onRun(operation);
      close();
    } catch (error) {
      showProblem(error);
      setRunning(false);
    }
  };
  const sameField = record.field(same.field);
  const numbered = (label: string, count: number) => (count > 0 ? `${label} (${number(count)})` : label);
  return (
    <div className={`${classes.dialog} ${phone ? classes.full : ''}`}>
      <SegmentedControl
        aria-label={words.tools}
        value={tool}
        onChange={(value) => setTool(value as Tool)}
        // On a phone only what waits to be looked at is numbered: there is no room for more.
        data={[
          { value: 'names', label: numbered(words.names, names.length) },
          { value: 'same', label: phone ? words.same : numbered(words.same, others.length) },
          { value: 'variants', label: numbered(words.variants, variants.length) },
        ]}
      />
      <div className={classes.panel}>
        <p className={classes.help}>
          {tool === 'names' ? words.namesHelp : tool === 'same' ? words.sameHelp : words.variantsHelp}
        </p>
        {tool === 'same' ? <SamePanel fields={lists} same={same} onChange={setSame} /> : null}
        {!data ? (
          <RowSkeletons rows={9} />
        ) : tool === 'variants' ? (
          <>
            {same.value !== null && sameField ? (
              <p className={classes.note}>{words.overridden(localize(sameField.label, language))}</p>
            ) : null}
            <VariantsPanel record={record} variants={variants} choices={choices} onChoose={setChoices} />
          </>
        ) : (
          <ChangesPanel
            key={tool}
            record={record}
            items={tool === 'names' ? names : others}
            flips={flips}
            onFlips={setFlips}
            none={tool === 'names' ? words.namesNone : same.value === null ? words.sameNone : words.sameAlready}
          />
        )}
      </div>
      <div className={classes.footer}>
        {data?.more || data?.locked.count ? (
          <div className={classes.said}>
            {data.more ? <p className={classes.note}>{words.more(number(data.items.length))}</p> : null}
            {data.locked.count > 0 ? (
              <p className={classes.note}>{words.locked(data.locked.count, number(data.locked.count))}</p>
            ) : null}
          </div>
        ) : null}
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
        <Button loading={running || preview.isFetching} disabled={!data || changes === 0} onClick={() => void run()}>
          {!data ? words.loading : changes === 0 ? words.nothing : words.run(changes, number(changes))}
        </Button>
      </div>
    </div>
  );
}

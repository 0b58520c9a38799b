import { Button } from '@mantine/core';
import { IconChevronDown, IconMail, IconPhone, IconWorld } from '@tabler/icons-react';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import type { Icon } from '../../slots.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { compact } from './compact-button.ts';
import { type Reach, reachOf } from './reach.ts';
import type { RecordView } from './record-context.ts';

interface ReachButtonProps {
  readonly label: string;
  /** Said instead of the label where there is no way. */
  readonly none: string;
  readonly icon: Icon;
  readonly ways: readonly Reach[];
}

/** A web page opens in a new tab (F68); a telephone, a mail program, Skype take over without one. */
function targetOf({ address }: Reach): { readonly target?: string; readonly rel?: string } {
  return /^https?:/.test(address) ? { target: '_blank', rel: 'noopener noreferrer' } : {};
}

/** A button that calls, writes or opens: at once where there is one way, through a choice where there are several. */
function ReachButton({ label, none, icon: Drawn, ways }: ReachButtonProps) {
  const language = useLanguage();
  const icon = <Drawn size={16} stroke={1.7} aria-hidden />;
  const [first, ...others] = ways;
  if (!first) {
    return (
      <Button {...compact} variant="default" leftSection={icon} disabled title={none}>
        {label}
      </Button>
    );
  }
  if (others.length === 0) {
    return (
      <Button
        {...compact}
        variant="default"
        component="a"
        href={first.address}
        {...targetOf(first)}
        leftSection={icon}
        title={first.text}
      >
        {label}
      </Button>
    );
  }
  return (
    <MenuButton
      position="bottom-start"
      target={
        <Button
          {...compact}
          variant="default"
          leftSection={icon}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {label}
        </Button>
      }
    >
      {(Menu) =>
        ways.map((way) => (
          <Menu.Item key={way.field.name} component="a" href={way.address} {...targetOf(way)}>
            {way.field.label[language]} : {way.text}
          </Menu.Item>
        ))
      }
    </MenuButton>
  );
}

interface ReachButtonsProps {
  readonly view: Pick<RecordView, 'record' | 'permission' | 'item'>;
  /** False leaves out the button of web pages, where room is short. */
  readonly pages?: boolean;
}

/** The buttons that call, write and open the website; disabled where the record has no number or address (F27). */
export function ReachButtons({ view, pages = true }: ReachButtonsProps) {
  const words = useMessages(recordMessages);
  const context = useFormatContext();
  const language = useLanguage();
  const { call, mail, open } = reachOf(view.record, view.permission, view.item, context);
  return (
    <>
      {call.known ? <ReachButton label={words.call} none={words.noNumber} icon={IconPhone} ways={call.ways} /> : null}
      {mail.known ? <ReachButton label={words.write} none={words.noAddress} icon={IconMail} ways={mail.ways} /> : null}
      {pages && open.ways.length > 0 ? (
        <ReachButton
          label={open.ways[1] ? words.pages : (open.ways[0]?.field.label[language] ?? '')}
          none=""
          icon={IconWorld}
          ways={open.ways}
        />
      ) : null}
    </>
  );
}

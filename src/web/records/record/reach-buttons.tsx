import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconMail, IconPhone, IconWorld } from '@tabler/icons-react';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import type { Icon } from '../../slots.ts';
import { type Reach, reachOf } from './reach.ts';
import type { RecordView } from './record-context.ts';

interface ReachButtonProps {
  readonly label: string;
  /** Said instead of the label where there is no way. */
  readonly none: string;
  readonly icon: Icon;
  readonly ways: readonly Reach[];
  readonly newTab?: boolean;
}

/** A button that calls, writes or opens: at once where there is one way, through a choice where there are several. */
function ReachButton({ label, none, icon: Drawn, ways, newTab }: ReachButtonProps) {
  const language = useLanguage();
  const target = newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  const icon = <Drawn size={16} stroke={1.7} aria-hidden />;
  const [first, ...others] = ways;
  if (!first) {
    return (
      <Button variant="default" leftSection={icon} disabled title={none}>
        {label}
      </Button>
    );
  }
  if (others.length === 0) {
    return (
      <Button variant="default" component="a" href={first.address} {...target} leftSection={icon} title={first.text}>
        {label}
      </Button>
    );
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={icon} rightSection={<IconChevronDown size={14} aria-hidden />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ways.map((way) => (
          <Menu.Item key={way.field.name} component="a" href={way.address} {...target}>
            {way.field.label[language]} : {way.text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The buttons that call, write and open the website; disabled where the record has no number or address (F27). */
export function ReachButtons({ view }: { readonly view: Pick<RecordView, 'record' | 'permission' | 'item'> }) {
  const words = useMessages(recordMessages);
  const context = useFormatContext();
  const { call, mail, open } = reachOf(view.record, view.permission, view.item, context);
  return (
    <>
      {call.known ? <ReachButton label={words.call} none={words.noNumber} icon={IconPhone} ways={call.ways} /> : null}
      {mail.known ? <ReachButton label={words.write} none={words.noAddress} icon={IconMail} ways={mail.ways} /> : null}
      {open.ways.length > 0 ? (
        <ReachButton label={words.website} none="" icon={IconWorld} ways={open.ways} newTab />
      ) : null}
    </>
  );
}

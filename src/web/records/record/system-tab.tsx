import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { recordMessages } from '../../language/record.ts';
import classes from './facts.module.css';
import type { RecordView } from './record-context.ts';

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>{children}</dd>
    </div>
  );
}

/** The tab « Système » of every record, read-only: who made it and changed it last, when, its identifier (F56–F59). */
export function SystemTab({ view }: { readonly view: Pick<RecordView, 'record' | 'item'> }) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const { record, item } = view;
  const fields = record.fields.filter((field) => field.kind === 'system');
  const shown = fields.filter((field) => field.name !== 'deletedAt' || item.deletedAt);
  return (
    <div className={classes.sections}>
      <dl className={classes.grid}>
        {shown.map((field) => {
          const value = item[field.name];
          const { Display } = faceOf(field.type.name);
          return (
            <Line key={field.name} label={field.label[language]}>
              {value === null || value === undefined ? (
                words.byNobody
              ) : (
                <Display value={value} field={field} item={item} />
              )}
            </Line>
          );
        })}
        <Line label={words.version}>{item.version}</Line>
        <Line label={words.identifier}>
          <code>{item.id}</code>
          <CopyButton value={item.id}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? words.copied : words.copy}>
                <ActionIcon size={24} aria-label={copied ? words.copied : words.copy} onClick={copy}>
                  {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        </Line>
      </dl>
    </div>
  );
}

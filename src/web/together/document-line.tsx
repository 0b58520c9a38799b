import { ActionIcon } from '@mantine/core';
import {
  IconDots,
  IconDownload,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconHistory,
  IconPencil,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import { useRef } from 'react';
import { dateTimeType } from '../../fields/date-time/date-time.ts';
import { shortenedName } from '../../lib/file-name.ts';
import { formatFileSize } from '../../lib/file-size.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { apiAddress } from '../api/client.ts';
import { useDeleteRecord, usePermission } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { useMessages } from '../language/catalogue.ts';
import { useFormatContext } from '../language/format-context.ts';
import { togetherMessages } from '../language/together.ts';
import { useForgetLinked } from '../records/record/use-linked.ts';
import { MenuButton } from '../ui/deferred-floating.tsx';
import type { AboutPanelProps } from './about-panels.tsx';
import type { OpenDialog } from './document-dialogs.tsx';
import { downloadAddress, type Shown, shownAs } from './document-file.ts';
import classes from './documents.module.css';

/** Longest name shown whole. */
const longestShown = 60;

const icons: Readonly<Record<Exclude<Shown, 'image'>, typeof IconFile>> = { pdf: IconFileTypePdf, text: IconFileText };

interface DocumentLineProps {
  readonly view: AboutPanelProps['view'];
  readonly record: EffectiveRecord;
  readonly item: Item;
  readonly onOpen: (kind: OpenDialog['kind'], item: Item) => void;
  readonly onVersion: (file: File) => void;
}

/** A document: what it looks like, its name, which opens it, who brought it when, and what can be done with it. */
export function DocumentLine({ view, record, item, onOpen, onVersion }: DocumentLineProps) {
  const words = useMessages(togetherMessages);
  const context = useFormatContext();
  const permission = usePermission(record.name);
  const remove = useDeleteRecord(record.collection);
  const forget = useForgetLinked(view);
  const chooser = useRef<HTMLInputElement>(null);
  const shown = shownAs(item.mediaType);
  const file = String(item.file ?? '');
  const name = String(item.name ?? '');
  const when = typeof item.updatedAt === 'string' ? dateTimeType.format(item.updatedAt, {}, context) : '';
  const Drawn = shown && shown !== 'image' ? icons[shown] : IconFile;
  const label = shortenedName(name, longestShown);
  const by = item.titles?.updatedBy ?? item.titles?.author ?? words.someone;
  return (
    <li className={classes.line}>
      <span className={classes.mark}>
        {shown === 'image' ? (
          <img
            src={apiAddress(`/files/${file}`, { size: 64 })}
            alt=""
            width={36}
            height={36}
            loading="lazy"
            className={classes.thumb}
          />
        ) : (
          <Drawn size={24} stroke={1.5} />
        )}
      </span>
      <div className={classes.words}>
        {shown ? (
          <button type="button" className={classes.name} title={name} onClick={() => onOpen('preview', item)}>
            {label}
          </button>
        ) : (
          <a className={classes.name} title={name} href={downloadAddress(file, name)}>
            {label}
          </a>
        )}
        <div className={classes.facts}>
          <span>{formatFileSize(Number(item.size ?? 0), context.language)}</span>
          <span>{words.by(by, when)}</span>
          {Number(item.number) > 1 ? (
            <button type="button" className={classes.version} onClick={() => onOpen('versions', item)}>
              {words.versionNumber(Number(item.number))}
            </button>
          ) : null}
        </div>
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) onVersion(chosen);
          event.currentTarget.value = '';
        }}
      />
      <MenuButton
        position="bottom-end"
        width={210}
        target={
          <ActionIcon size={32} aria-label={words.actionsOn(name)}>
            <IconDots size={18} stroke={1.7} />
          </ActionIcon>
        }
      >
        {(Menu) => (
          <>
            <Menu.Item component="a" href={downloadAddress(file, name)} leftSection={<IconDownload size={16} />}>
              {words.download}
            </Menu.Item>
            <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => onOpen('versions', item)}>
              {words.versions}
            </Menu.Item>
            {permission.update === 'none' || item.deletedAt ? null : (
              <>
                <Menu.Item leftSection={<IconUpload size={16} />} onClick={() => chooser.current?.click()}>
                  {words.newVersion}
                </Menu.Item>
                <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onOpen('rename', item)}>
                  {words.rename}
                </Menu.Item>
              </>
            )}
            {permission.delete === 'none' ? null : (
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} />}
                onClick={() => remove.mutate({ id: item.id, title: label }, { onSuccess: () => forget(record) })}
              >
                {words.remove}
              </Menu.Item>
            )}
          </>
        )}
      </MenuButton>
    </li>
  );
}

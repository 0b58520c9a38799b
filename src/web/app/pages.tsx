import { lazyRouteComponent, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { useModel, usePermission } from '../api/queries.ts';
import { ListPage } from '../records/list/list-page.tsx';
import { Forbidden, NotFound } from './route-states.tsx';

/** The pages that are loaded when they are first wanted. The list is none of them: most visits begin with one. */
export const pages = {
  record: lazyRouteComponent(() => import('../records/record/record-page.tsx'), 'RecordPage'),
  create: lazyRouteComponent(() => import('../records/form/create-page.tsx'), 'CreatePage'),
  duplicates: lazyRouteComponent(() => import('../records/duplicates/duplicates-page.tsx'), 'DuplicatesPage'),
  settings: lazyRouteComponent(() => import('../settings/settings-page.tsx'), 'SettingsPage'),
};

interface PermittedProps {
  readonly record: EffectiveRecord;
  readonly right: 'read' | 'create';
  readonly children: ReactNode;
}

function Permitted({ record, right, children }: PermittedProps) {
  const permission = usePermission(record.name);
  const allowed = right === 'read' ? permission.read !== 'none' : permission.create;
  return allowed ? children : <Forbidden />;
}

function useRecordOfAddress(): EffectiveRecord | undefined {
  const { collection } = useParams({ strict: false });
  return useModel().collection(collection ?? '');
}

/** The list of the collection that the address names. */
export function CollectionPage() {
  const record = useRecordOfAddress();
  if (!record) return <NotFound />;
  return (
    <Permitted record={record} right="read">
      <ListPage key={record.name} record={record} />
    </Permitted>
  );
}

/** The page of the record that the address names. */
export function OneRecordPage() {
  const record = useRecordOfAddress();
  const { id } = useParams({ strict: false });
  if (!record || !id) return <NotFound />;
  return (
    <Permitted record={record} right="read">
      <pages.record key={`${record.name}/${id}`} record={record} id={id} />
    </Permitted>
  );
}

/** The empty form of the collection that the address names. */
export function CreateRecordPage() {
  const record = useRecordOfAddress();
  if (!record) return <NotFound />;
  return (
    <Permitted record={record} right="create">
      <pages.create key={record.name} record={record} />
    </Permitted>
  );
}

/** The likely duplicates of the collection that the address names. */
export function DuplicatePairsPage() {
  const record = useRecordOfAddress();
  if (!record?.duplicates) return <NotFound />;
  return (
    <Permitted record={record} right="read">
      <pages.duplicates key={record.name} record={record} />
    </Permitted>
  );
}

/** The settings, at the page that the rest of the address names. */
export function OneSettingsPage() {
  const { _splat: path } = useParams({ strict: false });
  return <pages.settings path={path ?? ''} />;
}

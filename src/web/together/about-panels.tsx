import type { AboutDeclaration } from '../../meta/define-record.ts';
import type { RecordView } from '../records/record/record-context.ts';
import type { LinkedSource } from '../records/record/use-linked.ts';
import { type Deferred, deferred } from '../ui/deferred.tsx';
import { RowSkeletons } from '../ui/row-skeletons.tsx';

export interface AboutPanelProps {
  readonly view: RecordView;
  /** The type of what is about the record, and its reference that points here. */
  readonly source: LinkedSource;
}

/** The tabs of what is about a record, by what it is to it; each is loaded when it is first opened. */
export const aboutPanels: Partial<Readonly<Record<AboutDeclaration['as'], Deferred<AboutPanelProps>>>> = {
  comment: deferred<AboutPanelProps>(
    () => import('./comments-tab.tsx').then((module) => module.CommentsTab),
    <RowSkeletons rows={4} height={64} />,
  ),
  document: deferred<AboutPanelProps>(
    () => import('./documents-tab.tsx').then((module) => module.DocumentsTab),
    <RowSkeletons rows={5} height={44} />,
  ),
};

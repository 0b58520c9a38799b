import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Tag, Tags } from '../../fields/list/tag.ui.tsx';
import { tagColors } from '../../fields/list/tag-colors.ts';
import { ApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { devMessages } from '../language/dev.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RecordIcon } from '../ui/record-icon.tsx';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { showProblem, showToast, showUndo } from '../ui/toast.tsx';
import classes from './dev.module.css';
import { SchemeSwitch } from './scheme-switch.tsx';

const icons = ['building', 'user', 'map-pin', 'link', 'table', 'shield', 'briefcase', 'calendar', 'file'];

function Shown({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className={classes.type} aria-label={name}>
      <h2 className={classes.heading}>
        <code>{name}</code>
      </h2>
      {children}
    </section>
  );
}

/** Every shared component in every state. */
export function UiPage() {
  const words = useMessages(devMessages);
  const [asking, setAsking] = useState(false);
  const problem = new ApiProblem(409, { code: 'version-conflict', detail: words.refused });
  return (
    <>
      <PageHeader title={words.uiTitle} description={words.uiText} actions={<SchemeSwitch />} />
      <div className={classes.page}>
        <Shown name="EmptyState">
          <EmptyState
            icon={<RecordIcon name="building" size={24} />}
            title={words.emptyTitle}
            action={<Button>{words.done}</Button>}
          >
            {words.emptyText}
          </EmptyState>
        </Shown>
        <Shown name="ErrorNotice">
          <ErrorNotice error={problem} onRetry={() => {}} />
        </Shown>
        <Shown name="RowSkeletons">
          <RowSkeletons rows={3} />
        </Shown>
        <Shown name="Tag">
          <Tags>
            {tagColors.map((color) => (
              <Tag key={color} color={color}>
                {color}
              </Tag>
            ))}
          </Tags>
        </Shown>
        <Shown name="RecordIcon">
          {icons.map((name) => (
            <RecordIcon key={name} name={name} size={22} />
          ))}
        </Shown>
        <Shown name="Shortcut">
          <Shortcut keys="mod+enter" /> <Shortcut keys="escape" />
        </Shown>
        <Shown name="toast">
          <Button variant="default" onClick={() => showToast(words.done)}>
            {words.toast}
          </Button>{' '}
          <Button variant="default" onClick={() => showUndo(words.done, async () => {})}>
            {words.undoToast}
          </Button>{' '}
          <Button variant="default" onClick={() => showProblem(problem)}>
            {words.refused}
          </Button>
        </Shown>
        <Shown name="ConfirmDialog">
          <Button variant="default" onClick={() => setAsking(true)}>
            {words.openDialog}
          </Button>
          <ConfirmDialog
            opened={asking}
            title={words.confirmTitle}
            danger
            onConfirm={() => {}}
            onClose={() => setAsking(false)}
          >
            {words.confirmText}
          </ConfirmDialog>
        </Shown>
      </div>
    </>
  );
}

import { useEffect } from 'react';
import { type Localized, localize } from '../../../lib/localized.ts';
import { useModel, useOperation } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import { RecordLink } from '../../ui/record-link.tsx';
import { OperationProgress } from '../operations/operation-progress.tsx';
import { endIsTold, follow, isUnderWay } from '../operations/operation-state.ts';
import page from './import.module.css';

/** A record that was left as it is, and why. */
interface Kept {
  readonly record: string;
  readonly id: string;
  readonly title: string;
  readonly message: Localized;
}

/** Takes the id of an undoing; shows how far it is, then what it gave back and what it left. */
export function Undoing({ id }: { readonly id: string }) {
  const words = useMessages(importMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const model = useModel();
  const { data: operation } = useOperation(id);
  useEffect(() => follow(id), [id]);
  const ended = operation !== undefined && !isUnderWay(operation);
  useEffect(() => {
    if (ended) endIsTold(id);
  }, [ended, id]);
  if (!operation) return null;
  if (isUnderWay(operation)) {
    return (
      <section className={page.section}>
        <h2 className={page.heading}>{words.undoing}</h2>
        <OperationProgress operation={operation} label={words.undoing} unit="records" />
      </section>
    );
  }
  const {
    restored = 0,
    keptCount = 0,
    kept = [],
  } = (operation.result ?? {}) as {
    readonly restored?: number;
    readonly keptCount?: number;
    readonly kept?: readonly Kept[];
  };
  return (
    <section className={page.section} role="status">
      <h2 className={page.heading}>{words.restored(number(restored))}</h2>
      {keptCount > 0 ? (
        <>
          <p className={page.help}>{words.kept(number(keptCount))}</p>
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {kept.slice(0, 100).map((one) => (
              <li key={`${one.record} ${one.id}`}>
                <RecordLink collection={model.find(one.record)?.collection ?? ''} id={one.id}>
                  {one.title || one.id}
                </RecordLink>
                {` : ${localize(one.message, language)}`}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

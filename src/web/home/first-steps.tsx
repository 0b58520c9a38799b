import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { usePermission, useRecordList } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { homeMessages } from '../language/home.ts';
import { Card } from './card.tsx';
import classes from './home.module.css';

/** Where a new company begins, while there is not one record of its first type. */
export function FirstSteps({ record }: { readonly record: EffectiveRecord }) {
  const words = useMessages(homeMessages);
  const language = useLanguage();
  const permission = usePermission(record.name);
  const query = useRecordList(record.collection, { limit: 1, count: false });
  const empty = query.data?.pages[0]?.items.length === 0;
  if (!empty || !permission.create) return null;
  return (
    <Card title={words.firstSteps} hint={words.firstStepsHint}>
      <div className={classes.steps}>
        <Button component={Link} to={`/crm/${record.collection}/new`}>
          {record.label.new[language]}
        </Button>
        {permission.import ? (
          <Button component={Link} to={`/import?record=${record.name}`} variant="default">
            {words.firstImport}
          </Button>
        ) : null}
      </div>
    </Card>
  );
}

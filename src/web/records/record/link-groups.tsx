import { faceOf } from '../../../fields/faces.ui.tsx';
import { Tag } from '../../../fields/list/tag.ui.tsx';
import { dateIn } from '../../../lib/time-zone.ts';
import type { ChildrenDeclaration } from '../../../meta/define-record.ts';
import { farReference, hasEnded, targetOf } from '../../../meta/derive/links.ts';
import { listValues } from '../../../meta/derive/list-values.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { useMe, useModel, usePermission } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { RecordLink } from '../../ui/record-link.tsx';
import { visibleFields } from '../form/form-fields.ts';
import classes from './link-groups.module.css';
import { LinkPanel } from './link-panel.tsx';
import type { RecordView } from './record-context.ts';
import { useLinked } from './use-linked.ts';

/** Links that sort who they lead to into groups: those that hold a field of several values. */
interface Grouping {
  readonly via: string;
  readonly link: EffectiveRecord;
  readonly far: EffectiveField;
  readonly by: EffectiveField;
}

/** Takes a record type; returns by which links and fields the records linked to it are grouped. */
function useGroupings(record: EffectiveRecord): readonly Grouping[] {
  const model = useModel();
  const { permissions } = useMe();
  return (record.tabs ?? []).flatMap(({ record: name, via }) => {
    const link = model.find(name);
    const far = link && farReference(link, via);
    const permission = permissionOn(permissions, name);
    if (!link || !far || permission.read === 'none') return [];
    return visibleFields(link, permission)
      .filter((field) => field.type.comparison === 'codes' && 'values' in field.options)
      .map((by) => ({ via, link, far, by }));
  });
}

/** The links of a record that are part of what it is: those its own fields come through. */
function ownLinks({ through, children }: EffectiveRecord): ChildrenDeclaration | undefined {
  return through && children?.[through.children];
}

/** What a record's own links say of it, where it has such and the reader sees them: beside its facts, and beside their form. */
export function OwnLinks({ view }: { readonly view: RecordView }) {
  const own = ownLinks(view.record);
  const mayRead = usePermission(own?.record ?? '').read !== 'none';
  return own && mayRead ? <LinkPanel view={view} links={own} /> : null;
}

/**
 * The contacts of a client by interlocutor type (F102), and whatever else links group so: each opened at one click. Of a
 * record that is what its links say of it (a person at each company), those links themselves.
 */
export function LinkGroups({ view }: { readonly view: RecordView }) {
  const own = ownLinks(view.record);
  const groupings = useGroupings(view.record).filter(({ link }) => link.name !== own?.record);
  return (
    <>
      <OwnLinks view={view} />
      {groupings.map((grouping) => (
        <Group key={`${grouping.link.name}.${grouping.by.name}`} view={view} grouping={grouping} />
      ))}
    </>
  );
}

function Group({ view, grouping }: { readonly view: RecordView; readonly grouping: Grouping }) {
  const { link, far, by, via } = grouping;
  const language = useLanguage();
  const { timeZone } = useFormatContext();
  const target = targetOf(useModel(), far);
  const { items } = useLinked(view, { record: link.name, via }, { also: { field: by.name, op: 'isNotEmpty' } });
  const today = dateIn(Date.now(), timeZone);
  const live = items.filter((item) => !hasEnded(link, item, today) && !item.gone?.includes(far.name));
  const values = listValues(by);
  const groups = values
    .map((value) => ({
      value,
      members: live.filter((item) => (item[by.name] as string[] | null)?.includes(value.code)),
    }))
    .filter(({ members }) => members.length > 0);
  if (groups.length === 0 || !target) return null;
  // What the person is there stands beside their name, then how to reach them.
  const beside = link.fields.filter((field) => field.inList && field.type.comparison === 'code');
  const reach = link.fields.filter((field) => field.action === 'call' || field.action === 'mail');
  const show = (field: EffectiveField, item: Item) => {
    const value = item[field.name];
    const { Display } = faceOf(field.type.name);
    return value === null || value === undefined ? null : (
      <Display key={field.name} value={value} field={field} item={item} />
    );
  };
  return (
    <section className={classes.panel} aria-label={by.label[language]}>
      <h2 className={classes.heading}>{by.label[language]}</h2>
      {groups.map(({ value, members }) => (
        <div key={value.code} className={classes.group}>
          <Tag color={value.color}>{value.label[language]}</Tag>
          <ul className={classes.people}>
            {members.map((item) => (
              <li key={item.id} className={classes.person}>
                <RecordLink collection={target.collection} id={String(item[far.name])}>
                  {item.titles?.[far.name] ?? item.title}
                </RecordLink>
                <span className={classes.role}>{beside.map((field) => show(field, item))}</span>
                {reach.slice(0, 1).map((field) => show(field, item))}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

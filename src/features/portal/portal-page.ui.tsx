import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { isApiProblem } from '../../web/api/problem.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { portalMessages } from '../../web/language/portal.ts';
import classes from './portal.module.css';
import { fileAddress } from './portal-client.ui.tsx';
import { Failure, PageTitle, Waiting } from './portal-frame.ui.tsx';
import { lastSearch, PortalLink, portalRoot, recordAddress } from './portal-navigation.ui.tsx';
import { usePage } from './portal-queries.ui.tsx';
import type { PortalField, PortalGroup, PortalGroupLine, PortalSession } from './visitor-pages.ts';

interface PortalRecordProps {
  readonly session: PortalSession;
  readonly collection: string;
  readonly id: string;
}

/** A record: what it is, what it is linked to. */
export function PortalRecord({ session, collection, id }: PortalRecordProps) {
  const words = useMessages(portalMessages);
  const { data: page, error, refetch } = usePage(collection, id);
  const home = session.home === id;
  if (isApiProblem(error) && (error.status === 404 || error.status === 403))
    return <Missing session={session} title={words.notFound} text={words.notFoundText} />;
  if (error && !page) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!page) return <Waiting />;
  return (
    <>
      <PageTitle title={page.title} company={session.company} />
      {home ? null : <Back session={session} />}
      <p className={classes.kind}>{page.kind}</p>
      <h1 className={classes.heading}>{page.title}</h1>
      {page.sections.map(({ label, fields }) => (
        <section key={label} className={classes.card} aria-label={label}>
          <h2 className={classes.section}>{label}</h2>
          <dl className={classes.facts}>
            {fields.map((field) => (
              <Fact key={field.name} field={field} />
            ))}
          </dl>
        </section>
      ))}
      {page.groups.map((group) => (
        <Group key={group.name} group={group} />
      ))}
      {page.sections.length === 0 && page.groups.length === 0 ? <p className={classes.empty}>{words.nothing}</p> : null}
    </>
  );
}

/** The way back to where records are found. */
function Back({ session }: { readonly session: PortalSession }) {
  const words = useMessages(portalMessages);
  return (
    <PortalLink href={session.home ? portalRoot : lastSearch()} className={classes.back ?? ''}>
      <IconChevronLeft size={18} aria-hidden />
      {session.home ? words.home : words.search}
    </PortalLink>
  );
}

/** Says that there is nothing at an address, the same for what is not there and what is not shown. */
export function Missing({
  session,
  title,
  text,
}: {
  readonly session: PortalSession;
  readonly title: string;
  readonly text?: string;
}) {
  return (
    <>
      <Back session={session} />
      <div className={classes.empty} role="alert">
        <PageTitle title={title} company={session.company} />
        <h1 className={classes.section}>{title}</h1>
        {text ? <p>{text}</p> : null}
      </div>
    </>
  );
}

function Value({ field: { text, href, to } }: { readonly field: PortalField }) {
  if (to)
    return (
      <PortalLink href={recordAddress(to.collection, to.id)} className={classes.value ?? ''}>
        {text}
      </PortalLink>
    );
  if (!href) return text;
  const outside = /^https?:/.test(href);
  return (
    <a href={href} className={classes.value} {...(outside ? { target: '_blank', rel: 'noreferrer' } : {})}>
      {text}
    </a>
  );
}

function Fact({ field }: { readonly field: PortalField }) {
  return (
    <>
      <dt>{field.label}</dt>
      <dd>
        <Value field={field} />
      </dd>
    </>
  );
}

function Group({ group }: { readonly group: PortalGroup }) {
  const words = useMessages(portalMessages);
  return (
    <section className={classes.group} aria-label={group.label}>
      <h2 className={classes.section}>{group.label}</h2>
      <ul className={classes.list}>
        {group.lines.map((line) => (
          <li key={line.id}>
            <Line line={line} />
            {line.fields.length > 0 ? (
              <p className={classes.details}>
                {line.fields.map((field) => (
                  <span key={field.name} title={field.label}>
                    {field.plain ? null : `${field.label} `}
                    <Value field={field} />
                  </span>
                ))}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {group.more ? <p className={classes.kind}>{words.firstOnly}</p> : null}
    </section>
  );
}

function Line({ line }: { readonly line: PortalGroupLine }) {
  const words = useMessages(portalMessages);
  const title = <span className={classes.title}>{line.title}</span>;
  if (line.opens)
    return (
      <PortalLink href={recordAddress(line.collection, line.id)} className={classes.line ?? ''}>
        <span className={classes.first}>
          {title}
          <IconChevronRight size={16} className={classes.opens} aria-hidden />
        </span>
      </PortalLink>
    );
  if (!line.file) return <div className={classes.line}>{title}</div>;
  return (
    <a
      href={fileAddress(line.collection, line.id)}
      className={classes.line}
      download={line.title}
      aria-label={words.saveFile(line.title)}
    >
      <span className={classes.title}>
        <IconDownload size={16} aria-hidden /> {line.title}
      </span>
    </a>
  );
}

import { Link } from '@tanstack/react-router';
import { createElement, type ReactNode } from 'react';
import { guideTarget } from './guide.ts';
import type { GuideElement, GuideNode } from './guide-document.ts';
import classes from './help-page.module.css';

interface GuideLinkProps {
  readonly href: string;
  /** The page that it stands in. */
  readonly from: string;
  readonly children: ReactNode;
}

/** A link inside the guide; what leads to other documents of the project is not in the application: its words stay. */
function GuideLink({ href, from, children }: GuideLinkProps) {
  const target = guideTarget(href, from);
  if (target)
    return (
      <Link to="/help/$page" params={{ page: target.page }} hash={target.heading}>
        {children}
      </Link>
    );
  if (!/^https?:/.test(href)) return children;
  return (
    <a href={href} rel="noreferrer" target="_blank">
      {children}
    </a>
  );
}

function draw(element: GuideElement, from: string, key: number): ReactNode {
  const { tag, id, href, source, alternative = '' } = element;
  if (tag === 'img')
    return source === undefined ? null : (
      <img
        key={key}
        src={source}
        alt={alternative}
        width={1280}
        height={800}
        loading="lazy"
        className={classes.picture}
      />
    );
  if (tag === 'br' || tag === 'hr') return createElement(tag, { key });
  const children = <GuideBody nodes={element.children} page={from} />;
  if (tag === 'a')
    return (
      <GuideLink key={key} href={href ?? ''} from={from}>
        {children}
      </GuideLink>
    );
  if (tag === 'table')
    return (
      <div key={key} className={classes.table}>
        <table>{children}</table>
      </div>
    );
  return createElement(tag, { key, id }, children);
}

/** Draws what a page of the guide says: `nodes` of the page named `page`. */
export function GuideBody({ nodes, page }: { readonly nodes: readonly GuideNode[]; readonly page: string }) {
  return nodes.map((node, place) => (typeof node === 'string' ? node : draw(node, page, place)));
}

import { useMessages } from '../language/catalogue.ts';
import { uiMessages } from '../language/ui.ts';
import classes from './setting-table.module.css';

/** What a cell is about, where a narrow screen shows the cells below one another, without the head of the table. */
export function CellLabel({ children }: { readonly children: string }) {
  const words = useMessages(uiMessages);
  return <span className={classes.label}>{words.before(children)}</span>;
}

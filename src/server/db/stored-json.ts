/** What `jsonb` refuses: NUL and halves of characters, as JSON.stringify writes them, not preceded by an open backslash. */
const unstorable = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/** Takes a value that may echo what a file holds; returns it as JSON that PostgreSQL stores: what it cannot hold is marked. */
export function storedJson(value: unknown): string {
  return JSON.stringify(value).replace(unstorable, '$1\ufffd');
}

/**
 * The few globals that browsers and Node share, for the pure layers: they are checked with neither the DOM's nor
 * Node's types, so that `window` and `process` cannot slip in. Included by tsconfig.pure.json only.
 */
declare const crypto: {
  getRandomValues<Bytes extends Uint8Array>(bytes: Bytes): Bytes;
  randomUUID(): string;
};

declare function structuredClone<Value>(value: Value): Value;

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}

declare class URL {
  constructor(url: string, base?: string | URL);
  static canParse(url: string, base?: string): boolean;
  hash: string;
  host: string;
  hostname: string;
  href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  username: string;
  toString(): string;
}

interface LogoProps {
  readonly size?: number;
}

/** Carnet's mark: a notebook whose page bears its initial. */
export function Logo({ size = 26 }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden>
      <rect x="10" y="4" width="46" height="56" rx="9" fill="#0f5f5c" />
      <path d="M20 4h-1a9 9 0 0 0-9 9v38a9 9 0 0 0 9 9h1z" fill="#0a4644" />
      <path d="M5 19h11M5 32h11M5 45h11" stroke="#d9a441" strokeWidth="4.5" strokeLinecap="round" />
      <path d="M46.5 25.5A10 10 0 1 0 46.5 39" fill="none" stroke="#fff" strokeWidth="5" strokeLinecap="round" />
    </svg>
  );
}

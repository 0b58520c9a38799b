import { Outlet } from '@tanstack/react-router';

/** The frame of every screen behind the sign-in. */
export function Shell() {
  return (
    <main id="main" tabIndex={-1}>
      <Outlet />
    </main>
  );
}

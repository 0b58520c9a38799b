// What cannot wait for the application. A file, not an inline script: the content security policy allows none.
(() => {
  // Light or dark is set before the first picture, so that the page does not flash.
  let chosen = null;
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // Storage refused: the system decides.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');

  // Every screen behind the sign-in begins with who is here and what the company laid over the declarations: asked
  // while the application is still on its way, taken up by src/web/api/early-answers.ts.
  if (/^\/(sign-in|setup|welcome|forgotten)(\/|$)/.test(location.pathname)) return;
  window.carnetEarlyAnswers = {};
  for (const path of ['/me', '/model']) {
    const answer = fetch(`/api/v1${path}`, { headers: { Accept: 'application/json, application/problem+json' } });
    answer.catch(() => undefined);
    window.carnetEarlyAnswers[path] = answer;
  }
})();

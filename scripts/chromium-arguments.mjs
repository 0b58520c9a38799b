/**
 * What no test needs: pages of the browser's own that it keeps ready behind every window (the pop-ups of its address
 * bar, two renderers a context since Chromium 151 or so), and upgrades, hints and waits that get in the way of a local server.
 * The last switch of this name counts, so that those of Playwright's that matter here are said again.
 */
const without = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
];

/** How the system's Chromium is started, wherever it is driven: by journeys, pictures and benchmarks. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  `--disable-features=${without.join(',')}`,
];

/** How the system's Chromium is started, wherever it is driven: by journeys, pictures and benchmarks. */
export const chromiumArguments: readonly string[];

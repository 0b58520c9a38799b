declare global {
  interface Window {
    /** What `public/beginning.js` asked before the application was there, by the path of the API. */
    carnetEarlyAnswers?: Record<string, Promise<Response>>;
  }
}

/** Takes a path of the API; returns the answer that was asked for before the application was there, once. */
export function takeEarlyAnswer(path: string): Promise<Response> | undefined {
  const answers = globalThis.window?.carnetEarlyAnswers;
  const answer = answers?.[path];
  if (answers) delete answers[path];
  return answer;
}

import { currentLanguage } from '../language/current-language.ts';
import { uiMessages } from '../language/ui.ts';
import { ApiProblem } from './problem.ts';

/** Returns the problem of a server that did not answer, said in the language of the screen. */
export function networkProblem(): ApiProblem {
  return new ApiProblem(0, { code: 'network', detail: uiMessages[currentLanguage()].network });
}

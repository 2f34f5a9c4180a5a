// "Make this a study": the scenario with its sweep as a file, and the command that makes the same tables.

import {ask} from './engine.js';
import {number} from './words.js';

// offerStudy downloads the study of a network over the sides {x, y} of a map, and writes the command to a place.
export async function offerStudy(place, yaml, sides, seeds) {
  place.hidden = false;
  try {
    const answer = await ask('study', {yaml, ...sides, seeds});
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([answer.yaml], {type: 'application/yaml'}));
    link.download = answer.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    place.replaceChildren(`${answer.file} is downloaded: ${number(answer.runs)} runs. `, Object.assign(document.createElement('code'), {textContent: answer.command}));
  } catch (error) {
    place.textContent = error.message;
  }
}

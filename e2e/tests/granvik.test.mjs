// The whole story of the fictional Granvik, from the booking to the closing, as a chain: each part goes on where the one
// before it stopped. A coordinator, three evaluators – one of them without JavaScript all the way – a reviewer, a
// colleague and an interviewee with nothing but a link, and a visitor.

import { after, describe, test } from 'node:test';
import { openBrowser, sendHome } from '../browser.mjs';
import { booking } from '../granvik/booking.mjs';
import { consensus } from '../granvik/consensus.mjs';
import { delivery } from '../granvik/delivery.mjs';
import { begin } from '../granvik/do.mjs';
import { followUp } from '../granvik/follow-up.mjs';
import { interviews } from '../granvik/interviews.mjs';
import { preparation } from '../granvik/preparation.mjs';
import { scoring } from '../granvik/scoring.mjs';

const browser = await openBrowser();
const story = await begin(browser, part);
after(() => sendHome(story.people, () => browser.close(), story.site.remove));

describe('1. booking', () => booking(story));
describe('2. preparation', () => preparation(story));
describe('3. interviews', () => interviews(story));
describe('4. scoring', () => scoring(story));
describe('5. consensus', () => consensus(story));
describe('6. review, fact check and delivery', () => delivery(story));
describe('7. follow-up', () => followUp(story));

/** A part of the story. What comes after one that fails has nothing to stand on, and fails with it. */
function part(name, tell) {
  test(name, { timeout: 120_000 }, async () => {
    // Without a trace: what went wrong is told by the part that failed.
    if (story.brokenOff) throw Object.assign(new Error('an earlier part failed'), { stack: 'an earlier part failed' });
    story.brokenOff = true;
    try {
      await tell();
    } catch (error) {
      await story.show();
      throw error;
    }
    story.brokenOff = false;
  });
}

import type { Story } from '../stage/story';
import { cleanUpTags } from './clean-up-tags';
import { correctAndUndo } from './correct-and-undo';
import { findACustomer } from './find-a-customer';
import { investigateACostSpike } from './investigate-a-cost-spike';
import { signInAndRoles } from './sign-in-and-roles';

/** Every story, in the order in which they are shown. */
export const STORIES: readonly Story[] = [
  findACustomer,
  investigateACostSpike,
  correctAndUndo,
  cleanUpTags,
  signInAndRoles,
];

/** The classes of a `progress`: without a look of its own a browser draws the bar in a colour of its own. */
export const PROGRESS_BAR =
  'h-1.5 w-full appearance-none overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent';

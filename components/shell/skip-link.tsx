'use client';

/**
 * The first stop of the keyboard. It moves the focus itself: a jump to `#content` would leave an entry in the history
 * that Next's router did not make, and Back would then show the wrong page.
 */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="skip-link"
      onClick={(event) => {
        event.preventDefault();
        const content = document.querySelector<HTMLElement>('#content');
        content?.focus();
        content?.scrollIntoView();
      }}
    >
      Skip to content
    </a>
  );
}

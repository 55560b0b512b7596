import 'server-only';

/** In this header the proxy tells a page its own address, so that a sign-in can lead back to it. */
export const PAGE_ADDRESS_HEADER = 'x-identity-desk-page';

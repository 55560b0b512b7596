/** Powers of the browser that no page of ours uses. Denied to the pages themselves too, should a script get in. */
const DENIED = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/**
 * Headers that every answer carries, whatever it holds: pages, JSON, files, pictures, errors, redirects. Names that a
 * browser does not know make it complain in the console, so the list of powers holds only what browsers have had for
 * long. Copy buttons write to the clipboard, for our own pages only; reading it, which a browser asks its user about, is
 * left to them as well, so that a demo can show what was copied.
 */
export const BASE_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': [
    ...DENIED.map((power) => `${power}=()`),
    'clipboard-read=(self)',
    'clipboard-write=(self)',
  ].join(', '),
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** The content policy of what is no page of ours: opened directly, it loads, runs and frames nothing. */
export const CLOSED_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

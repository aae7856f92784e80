import * as demeanor from './index';

/*
 * The script for pages. Its tag says what `start` would be told:
 *   <script src="/demeanor/collector.js" defer data-endpoint="/demeanor/events"></script>
 * With data-start="manual" it waits for the page to call demeanor.start(), for instance after consent.
 */
declare global {
  interface Window {
    demeanor: typeof demeanor;
  }
}

window.demeanor = demeanor;

const said = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};

if (said['start'] !== 'manual') {
  const begin = (): void => {
    void demeanor.start({
      ...(said['endpoint'] && { endpoint: said['endpoint'] }),
      ...(said['nonce'] && { nonce: said['nonce'] }),
      ...(said['signals'] === 'ignore' && { signals: 'ignore' as const }),
      ...(said['form'] === 'json' && { form: 'json' as const }),
      pointer: said['pointer'] !== 'off',
      onVerdict: (answer) =>
        document.dispatchEvent(new CustomEvent('demeanor:verdict', { cancelable: true, detail: answer })),
      onDrop: (events) => document.dispatchEvent(new CustomEvent('demeanor:drop', { detail: events })),
    });
  };
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', begin, { once: true });
  } else {
    begin();
  }
}

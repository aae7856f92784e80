/** Whether the browser was told that its user does not want to be observed. */
export function objects(browser: Navigator): boolean {
  const signals = browser as Navigator & { globalPrivacyControl?: boolean; doNotTrack?: string | null };
  return signals.globalPrivacyControl === true || signals.doNotTrack === '1';
}

/** The window is called as its screen is: who hears it knows where they came. No screen has to think of it. */
export function followTitle(): () => void {
  const name = () => {
    const screen = document.querySelector('main')?.getAttribute('aria-label');
    document.title = screen ? `${screen} · reLove` : 'reLove';
  };
  const observer = new MutationObserver(name);
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['aria-label'] });
  name();
  return () => observer.disconnect();
}

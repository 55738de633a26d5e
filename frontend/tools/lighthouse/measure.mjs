// Lighthouse on one page, several times: `node measure.mjs <chromium> <runs> <url>` prints the figures of each run as JSON.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [chromePath, runs, url] = process.argv.slice(2);
const chromeFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const figures = [];
for (let run = 0; run < Number(runs); run += 1) {
  const chrome = await launch({ chromePath, chromeFlags });
  try {
    const result = await lighthouse(url, {
      port: chrome.port,
      logLevel: 'error',
      // What is told live keeps a line open, and the page is never without one.
      maxWaitForLoad: 15_000,
      onlyCategories: ['performance', 'accessibility', 'best-practices'],
    });
    const { audits, categories } = result.lhr;
    figures.push({
      performance: Math.round(categories.performance.score * 100),
      accessibility: Math.round(categories.accessibility.score * 100),
      practices: Math.round(categories['best-practices'].score * 100),
      lcp: audits['largest-contentful-paint'].numericValue / 1000,
      cls: audits['cumulative-layout-shift'].numericValue,
      tbt: audits['total-blocking-time'].numericValue,
      failed: Object.values(audits)
        .filter((audit) => audit.score !== null && audit.score < 1 && audit.scoreDisplayMode === 'binary')
        .map((audit) => audit.id),
    });
  } finally {
    await chrome.kill();
  }
}
process.stdout.write(`${JSON.stringify(figures)}\n`);

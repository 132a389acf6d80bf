"""The look of a paper as one HTML file: calm, thin rules, A4 when printed."""

STYLE = """
:root { color-scheme: light; }
body { margin: 2.5rem auto; max-width: 46rem; padding: 0 1.25rem; color: #1b262c; background: #fff;
  font: 1.0625rem/1.55 "Source Sans 3", "Source Sans Pro", "Segoe UI", Arial, sans-serif;
  overflow-wrap: break-word; }
h1, h2, h3, h4, h5 { color: #123c4a; line-height: 1.25; margin: 2.2em 0 .5em; }
h1 { font-size: 2rem; margin: 0 0 .3em; }
h2 { font-size: 1.45rem; border-top: 1px solid #b9c3c6; padding-top: .9em; }
h3 { font-size: 1.2rem; } h4, h5 { font-size: 1.05rem; }
p, ul, ol, dl { margin: 0 0 .9em; }
a { color: #0b5566; }
a:focus-visible, .paper-scroll:focus-visible { outline: 3px solid #94590c; outline-offset: 2px; }
.paper-subtitle { font-size: 1.2rem; color: #46555b; }
.paper-as-of { color: #46555b; }
.paper-head, .paper-facts { display: grid; gap: .15rem 1.25rem; }
.paper-head > div, .paper-facts > div { display: grid; grid-template-columns: 11rem 1fr;
  gap: 1rem; }
dt { color: #46555b; } dd { margin: 0; }
.paper-number { color: #46555b; font-weight: 600; padding-right: .3em; }
.paper-summary { background: #f2f5f5; padding: .25rem 1.25rem .5rem; margin: 1.5rem 0; }
.paper-summary h2 { border: 0; margin-top: .4em; padding-top: .4em; }
.paper-contents ol { list-style: none; padding: 0; }
.paper-remark { border-left: 4px solid #2f5d8a; background: #f2f5f5; padding: .7rem 1rem;
  margin: 1.1rem 0; }
.paper-remark-warning { border-color: #94590c; background: #fbf5ea; }
.paper-remark p { margin: 0; }
.paper-quote { margin: 1.1rem 0 1.1rem 1.2rem; }
.paper-quote blockquote { margin: 0; font-style: italic; }
.paper-quote figcaption { color: #46555b; font-size: .93rem; }
.paper-table, .paper-figure { margin: 1.6rem 0; }
.paper-scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums;
  font-size: .97rem; line-height: 1.35; border-bottom: 1px solid #46555b; }
.paper-table-compact table { font-size: .85rem; }
caption, .paper-figure > figcaption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
.paper-caption { display: inline-block; position: sticky; left: 0;
  max-width: min(100%, calc(100vw - 2.5rem)); }
thead th { border-bottom: 1px solid #46555b; vertical-align: bottom; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; }
tbody th { font-weight: 400; }
tbody tr + tr > * { border-top: 1px solid #d5dcde; }
.paper-numeric { text-align: right; padding-left: .6rem; }
.paper-total > * { font-weight: 600; border-top: 1px solid #46555b !important; }
.paper-group > th { font-weight: 600; background: #f2f5f5; padding-left: .4rem; }
.paper-notes { list-style: none; padding: 0; margin: .6rem 0; font-size: .9rem; }
.paper-notes > li { padding-left: 1.4rem; text-indent: -1.4rem; }
.paper-notes .paper-mark { display: inline-block; min-width: 1.2rem; text-indent: 0; }
sup.paper-mark { line-height: 0; padding-left: .1em; }
.paper-under { font-size: .9rem; color: #46555b; margin: .4rem 0; }
.paper-figure svg { display: block; max-width: 100%; height: auto; }
.paper-hash { display: block; font-size: .75rem; color: #46555b; word-break: break-all; }
@media print {
  @page { size: A4; margin: 22mm 20mm; }
  body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; }
  .paper-scroll { overflow: visible; }
  h2, h3, h4, figcaption, caption { break-after: avoid; }
  tr, figure, .paper-remark { break-inside: avoid; }
  thead { display: table-header-group; }
  .paper-back { display: none; }
  .paper-facts > div, .paper-head > div { grid-template-columns: 9rem 1fr; }
}
@media (max-width: 36rem) {
  .paper-head > div, .paper-facts > div { grid-template-columns: 1fr; gap: 0; }
}
"""

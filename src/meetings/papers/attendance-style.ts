/** Of the page of attendance: on paper A4 with heads on each page and no row torn in two; on a screen a calm sheet. */
export const ATTENDANCE_STYLE = `
@page { size: A4; margin: 18mm 16mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; padding: 24px 16px; background: #fff; color: #1c2230; font: 14px/1.45 system-ui, sans-serif; }
h1, h2, p { margin: 0; }
h1 { font-size: 24px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 24px 0 8px; font-size: 16px; break-after: avoid; }
header { padding-bottom: 16px; border-bottom: 2px solid #1c2230; }
.kind, small, footer { color: #565e6d; }
.summary { margin-top: 8px; font-weight: 600; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid #d5d9e0; font-weight: inherit; text-align: start; vertical-align: top; overflow-wrap: break-word; }
thead th { color: #565e6d; font-size: 12px; }
tbody th { font-weight: 600; overflow-wrap: anywhere; }
small, td span { display: block; }
small { font-size: 12px; font-weight: 400; }
.figures { font-variant-numeric: tabular-nums; }
.people td:nth-child(n+4) { white-space: nowrap; }
footer { margin-top: 24px; font-size: 12px; }
@media (max-width: 560px) { body { font-size: 13px; } th, td { padding-right: 8px; } .people td:nth-child(n+4) { white-space: normal; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } footer { break-inside: avoid; } }
`;

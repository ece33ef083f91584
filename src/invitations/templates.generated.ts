// Made from email-templates/ by scripts/compile-templates.js. Do not edit.
import type { Template } from '../mail/template.ts';

const text1 = '<p class="muted digits" style="margin:6px 0 0;color:#565e6d;font-size:14px;">';
const text2 =
  '" dir="ltr" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>';
const text3 =
  '</title><!--[if !mso]><!--><meta http-equiv="X-UA-Compatible" content="IE=edge"><!--<![endif]--><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1"><style type="text/css">#outlook a { padding:0; }body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }p { display:block;margin:13px 0; }</style><!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript><![endif]--><!--[if lte mso 11]><style type="text/css">.mj-outlook-group-fix { width:100% !important; }</style><![endif]--><style type="text/css">@media only screen and (min-width:480px) {.mj-column-per-100 { width:100% !important; max-width: 100%; }}</style><style media="screen and (min-width:480px)">.moz-text-html .mj-column-per-100 { width:100% !important; max-width: 100%; }</style><style type="text/css">\n:root { color-scheme: light dark; supported-color-schemes: light dark; }a { color: #1d53c4; }.digits { font-variant-numeric: tabular-nums; }.prose { overflow-wrap: anywhere; word-break: break-word; }@media only screen and (max-width: 479px) {.card > table > tbody > tr > td { padding: 24px 0 !important; }.side > table > tbody > tr > td { padding-left: 20px !important; padding-right: 20px !important; }.fact-name { display: block !important; width: auto !important; padding: 10px 16px 0 !important; }.fact-value { display: block !important; padding: 0 16px !important; }.answer a { padding: 10px 9px !important; font-size: 14px !important; }.panel { padding-bottom: 12px !important; }.day { width: 60px !important; padding-right: 14px !important; }.day table { width: 60px !important; }.button table, .button td { width: 100% !important; }.button a { padding-left: 12px !important; padding-right: 12px !important; }}</style><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><!--[if mso]><style>table, td, div, p, h1, h2, a, span { font-family: &#39;Segoe UI&#39;, Arial, sans-serif !important; }</style><![endif]--><style>@media (prefers-color-scheme: dark) {body, .page, [aria-roledescription="email"] { background-color: #0e1014 !important; }.card, .card > table { background: #15181e !important; background-color: #15181e !important; }.card > table, .card > table > tbody > tr > td { border-color: #272c35 !important; }.ink, .ink div, .ink td, .ink p, .ink h1, .ink h2 { color: #e9ecf1 !important; }.muted, .muted div, .muted p, .ink .muted { color: #a2aab8 !important; }.line { border-color: #3a414d !important; }.rule p { border-top-color: #272c35 !important; }a { color: #8bb0ff !important; }.button td { background: #2f62d6 !important; background-color: #2f62d6 !important; }.button a { background: #2f62d6 !important; color: #ffffff !important; }.leaf { background-color: #2f62d6 !important; }.panel, .day-body { background-color: #1d2129 !important; }.answer { background-color: #15181e !important; border-color: #717a88 !important; }.tag-good { color: #8bb0ff !important; background-color: #1b2a4a !important; }.tag-warn { color: #f0b95a !important; background-color: #33260d !important; }.tag-bad { color: #ff9d98 !important; background-color: #3a1717 !important; }}</style><style>\n[data-ogsc] .ink, [data-ogsc] .ink div, [data-ogsc] .ink td, [data-ogsc] .ink p, [data-ogsc] .ink h1, [data-ogsc] .ink h2 { color: #e9ecf1 !important; }\n[data-ogsc] .muted, [data-ogsc] .muted div, [data-ogsc] .ink .muted { color: #a2aab8 !important; }\n[data-ogsc] a { color: #8bb0ff !important; }\n[data-ogsc] .button a { color: #ffffff !important; }</style></head><body  class="page" style="word-spacing:normal;background-color:#f5f6f8;"><div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;">';
const text4 =
  '" dir="ltr" style="word-spacing:normal;background-color:#f5f6f8;"\n><!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table\nalign="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"\n><tbody><tr><td\nstyle="direction:ltr;font-size:0px;padding:16px 0;text-align:center;"\n><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:600px;" ><![endif]--><div\nclass="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"\n><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"\n><tbody><tr><td  style="vertical-align:top;padding:0;"><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"\n><tbody><tr><td\nalign="left" style="font-size:0px;padding:0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:1px;line-height:1px;text-align:left;color:#181c24;"\n>&#8203;</div></td></tr></tbody></table></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="card-outlook" role="presentation" style="width:600px;" width="600" bgcolor="#ffffff" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  class="card" style="background:#ffffff;background-color:#ffffff;margin:0px auto;max-width:600px;border-radius:12px;overflow:hidden;"><table\nalign="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#ffffff;background-color:#ffffff;width:100%;border-collapse:separate;"\n><tbody><tr><td\nstyle="border:1px solid #e2e5ea;border-radius:12px;direction:ltr;font-size:0px;padding:32px 0;text-align:center;"\n><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><![endif]-->';
const text5 =
  '<!--[if mso | IE]><tr><td class="side-outlook" width="600px" ><table align="center" border="0" cellpadding="0" cellspacing="0" class="side-outlook" role="presentation" style="width:598px;" width="598" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  class="side" style="margin:0px auto;max-width:598px;"><table\nalign="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"\n><tbody><tr><td\nstyle="direction:ltr;font-size:0px;padding:32px 32px 32px;text-align:center;"\n><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:534px;" ><![endif]--><div\nclass="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"\n><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"\n><tbody><tr><td  style="vertical-align:top;padding:0;"><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"\n><tbody><tr><td\nalign="center" class="rule" style="font-size:0px;padding:0;word-break:break-word;"\n><p\nstyle="border-top:solid 1px #e2e5ea;font-size:1px;margin:0px auto;width:100%;"\n></p><!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" style="border-top:solid 1px #e2e5ea;font-size:1px;margin:0px auto;width:534px;" role="presentation" width="534px" ><tr><td style="height:0;line-height:0;"> &nbsp;</td></tr></table><![endif]--></td></tr></tbody></table></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table></td></tr><![endif]-->';
const text6 =
  '<!--[if mso | IE]><tr><td class="side-outlook" width="600px" ><table align="center" border="0" cellpadding="0" cellspacing="0" class="side-outlook" role="presentation" style="width:598px;" width="598" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  class="side" style="margin:0px auto;max-width:598px;"><table\nalign="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"\n><tbody><tr><td\nstyle="direction:ltr;font-size:0px;padding:0 32px;text-align:center;"\n><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:534px;" ><![endif]--><div\nclass="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"\n><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"\n><tbody><tr><td  style="vertical-align:top;padding:0;"><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"\n><tbody><tr><td\nalign="left" style="font-size:0px;padding:0 0 14px;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="auto" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:auto;border:none;"\n><tr>';
const text7 =
  '" style="background-color:#e6eeff;color:#1d53c4;border-radius:999px;font-size:12px;line-height:16px;font-weight:600;padding:3px 10px;">';
const text8 =
  '" style="background-color:#fff2d9;color:#8a5200;border-radius:999px;font-size:12px;line-height:16px;font-weight:600;padding:3px 10px;">';
const text9 =
  '" style="background-color:#fde8e8;color:#b42222;border-radius:999px;font-size:12px;line-height:16px;font-weight:600;padding:3px 10px;">';
const text10 =
  '</tr></table></td></tr><tr><td\nalign="left" class="muted" style="font-size:0px;padding:0 0 16px;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#565e6d;"\n><div class="prose" lang="';
const text11 =
  '</div></div></td></tr><tr><td\nalign="left" class="ink" style="font-size:0px;padding:0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n><tr>';
const text12 =
  '<td class="day" width="76" valign="top" style="width:76px;padding:2px 20px 0 0;"><table role="presentation" cellpadding="0" cellspacing="0" border="0" width="76" lang="';
const text13 =
  '<tr><td class="leaf" align="center" bgcolor="#2460e0" style="background-color:#2460e0;color:#ffffff !important;border-radius:8px 8px 0 0;font-size:12px;line-height:16px;font-weight:600;letter-spacing:0.04em;padding:4px 0;text-transform:uppercase;"><span style="color:#ffffff;">';
const text14 =
  '<tr><td class="leaf-gone" align="center" bgcolor="#5f6775" style="background-color:#5f6775;color:#ffffff !important;border-radius:8px 8px 0 0;font-size:12px;line-height:16px;font-weight:600;letter-spacing:0.04em;padding:4px 0;text-transform:uppercase;"><span style="color:#ffffff;">';
const text15 =
  '<tr><td class="day-body" align="center" bgcolor="#eef0f3" style="background-color:#eef0f3;border-radius:0 0 8px 8px;padding:4px 0 8px;"><div class="digits" style="font-size:28px;line-height:34px;font-weight:600;">';
const text16 = '<h1 class="prose" style="margin:0 0 6px;font-size:22px;line-height:28px;font-weight:600;">';
const text17 = '<h2 class="prose" style="margin:0 0 6px;font-size:22px;line-height:28px;font-weight:600;">';
const text18 = '<div class="muted prose digits" style="color:#565e6d;font-size:14px;">';
const text19 = '<p class="muted" style="margin:10px 0 0;color:#565e6d;font-size:14px;">';
const text20 =
  '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:16px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#181c24;"\n><div class="prose" lang="';
const text21 =
  '<tr><td\nalign="left" class="button" style="font-size:0px;padding:24px 0 0;word-break:break-word;"\n><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;line-height:100%;"\n><tbody><tr><td\nalign="center" bgcolor="#2460e0" role="presentation" style="border:none;border-radius:8px;cursor:auto;mso-padding-alt:12px 28px;background:#2460e0;" valign="middle"\n><a\nhref="';
const text22 =
  '" style="display:inline-block;background:#2460e0;color:#ffffff;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;font-weight:600;line-height:24px;margin:0;text-decoration:none;text-transform:none;padding:12px 28px;mso-padding-alt:0px;border-radius:8px;" target="_blank"\n>\n';
const text23 =
  '</a></td></tr></tbody></table></td></tr><tr><td\nalign="left" class="muted" style="font-size:0px;padding:14px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:14px;line-height:1.45;text-align:left;color:#565e6d;"\n><div class="prose" lang="';
const text24 =
  '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:20px 0 0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n><tr><td class="panel" bgcolor="#f5f6f8" style="background-color:#f5f6f8;border-radius:8px;padding:6px 0;"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;font-size:16px;line-height:23px;">';
const text25 =
  '" valign="top" width="150" style="width:150px;color:#565e6d;font-size:14px;line-height:23px;padding:5px 12px 5px 16px;">';
const text26 = '</td><td class="fact-value prose digits" valign="top" style="padding:5px 16px 5px 0;">';
const text27 = '<div class="muted" style="color:#565e6d;font-size:14px;line-height:20px;">';
const text28 =
  '<tr><td\nalign="left" class="muted" style="font-size:0px;padding:16px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:14px;line-height:1.45;text-align:left;color:#565e6d;"\n><div class="prose" lang="';
const text29 =
  '</tbody></table></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table></td></tr><![endif]-->';
const text30 =
  '<!--[if mso | IE]></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table\nalign="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"\n><tbody><tr><td\nstyle="direction:ltr;font-size:0px;padding:16px 32px 32px;text-align:center;"\n><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:536px;" ><![endif]--><div\nclass="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"\n><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"\n><tbody><tr><td  style="vertical-align:top;padding:0;"><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"\n><tbody><tr><td\nalign="center" class="muted" style="font-size:0px;padding:0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:12px;line-height:1.45;text-align:center;color:#565e6d;"\n>';
const text31 =
  '</div></div></td></tr></tbody></table></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></div></body></html>\n';
const text32 = '" style="margin:0;font-size:22px;line-height:28px;font-weight:600;">';
const text33 =
  '</tr></table></td></tr><tr><td\nalign="left" class="ink" style="font-size:0px;padding:0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#181c24;"\n>';
const text34 =
  '</div></td></tr><tr><td\nalign="left" class="ink" style="font-size:0px;padding:0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n>';
const text35 = '<tr><td class="prose line" style="border-top:1px solid #e2e5ea;padding:10px 0;"><strong>';
const text36 =
  '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:24px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#181c24;"\n><div lang="';
const text37 =
  '</div></td></tr><tr><td\nalign="left" class="ink" style="font-size:0px;padding:10px 0 0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n><tr><td><table role="presentation" cellpadding="0" cellspacing="0" border="0" style="border-collapse:separate;"><tr>';
const text38 = '<td width="8" style="width:8px;font-size:1px;line-height:1px;">&#160;</td>';
const text39 = '<td class="answer line" align="center" bgcolor="#ffffff" lang="';
const text40 =
  '" style="background-color:#ffffff;border:1px solid #868e9c;border-radius:8px;mso-padding-alt:10px 14px;"><a href="';
const text41 =
  '" style="display:inline-block;color:#1d53c4;font-size:15px;line-height:22px;font-weight:600;padding:10px 13px;text-decoration:none;white-space:nowrap;">';
const text42 =
  '</tr></table></td></tr></table></td></tr><tr><td\nalign="left" style="font-size:0px;padding:10px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:14px;line-height:1.45;text-align:left;color:#181c24;"\n><div class="prose" lang="';
const text43 =
  '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n><tr>';
const text44 =
  '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:20px 0 0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n><tr><td class="prose line" style="border-left:3px solid #c3c8d1;padding:0 0 0 14px;">';
const text45 =
  '</td></tr></table></td></tr><tr><td\nalign="left" class="ink" style="font-size:0px;padding:20px 0 0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n>';
const text46 =
  '" style="background-color:#f5f6f8;border-radius:8px;padding:10px 16px 12px;"><div class="muted" style="color:#565e6d;font-size:14px;">';
const text47 = '<tr><td height="8" style="height:8px;font-size:1px;line-height:8px;">&#160;</td></tr>';

/** email-templates/account */
export const accountTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'lead',
        parts: [text20, { value: 'lang' }, '">', { value: 'lead' }, '</div></div></td></tr>'],
      },
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'hasFacts',
        parts: [
          text24,
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted" lang="',
              { value: 'lang' },
              text25,
              { value: 'name' },
              text26,
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                when: 'hint',
                parts: [text27, { value: 'hint' }, '</div>'],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  {
                    each: 'pieces',
                    parts: [{ value: 'text' }, '<wbr>'],
                  },
                  '</a>',
                  {
                    when: 'note',
                    parts: [
                      ' <span class="muted" style="color:#565e6d;font-size:14px;">',
                      { value: 'note' },
                      '</span>',
                    ],
                  },
                  '</div>',
                ],
              },
              '</td></tr>',
            ],
          },
          '</table></td></tr></table></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/after-session */
export const afterSessionTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'lead',
        parts: [text20, { value: 'lang' }, '">', { value: 'lead' }, '</div></div></td></tr>'],
      },
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'hasFacts',
        parts: [
          text24,
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted" lang="',
              { value: 'lang' },
              text25,
              { value: 'name' },
              text26,
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                when: 'hint',
                parts: [text27, { value: 'hint' }, '</div>'],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  {
                    each: 'pieces',
                    parts: [{ value: 'text' }, '<wbr>'],
                  },
                  '</a>',
                  {
                    when: 'note',
                    parts: [
                      ' <span class="muted" style="color:#565e6d;font-size:14px;">',
                      { value: 'note' },
                      '</span>',
                    ],
                  },
                  '</div>',
                ],
              },
              '</td></tr>',
            ],
          },
          '</table></td></tr></table></td></tr>',
        ],
      },
      '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:16px 0 0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n>',
      {
        each: 'people',
        parts: [
          text35,
          { value: 'name' },
          '</strong>',
          {
            when: 'address',
            parts: [' <span class="muted" style="color:#565e6d;font-size:14px;">', { value: 'address' }, '</span>'],
          },
          '<div class="muted" style="color:#565e6d;font-size:14px;">',
          { value: 'text' },
          '</div></td></tr>',
        ],
      },
      '</table></td></tr>',
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/attention */
export const attentionTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text33,
      {
        when: 'first',
        parts: ['<h1 class="prose" lang="', { value: 'lang' }, text32, { value: 'headline' }, '</h1>'],
      },
      {
        when: 'again',
        parts: ['<h2 class="prose" lang="', { value: 'lang' }, text32, { value: 'headline' }, '</h2>'],
      },
      text34,
      {
        each: 'sections',
        parts: [
          '<tr><td lang="',
          { value: 'lang' },
          '" class="prose" style="padding:24px 0 0;">',
          {
            when: 'first',
            parts: [
              '<h2 style="margin:0;font-size:18px;line-height:24px;font-weight:600;">',
              { value: 'title' },
              '</h2>',
            ],
          },
          {
            when: 'again',
            parts: [
              '<h3 style="margin:0;font-size:18px;line-height:24px;font-weight:600;">',
              { value: 'title' },
              '</h3>',
            ],
          },
          '<div class="muted" style="color:#565e6d;font-size:14px;">',
          { value: 'when' },
          '</div>',
          {
            when: 'counts',
            parts: ['<div style="padding:4px 0 0;">', { value: 'counts' }, '</div>'],
          },
          '<div style="padding:6px 0 0;"><a href="',
          { value: 'url' },
          '" style="font-weight:600;">',
          { value: 'see' },
          '</a></div></td></tr>',
        ],
      },
      '</table></td></tr>',
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/capacity */
export const capacityTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'hasFacts',
        parts: [
          text24,
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted" lang="',
              { value: 'lang' },
              text25,
              { value: 'name' },
              text26,
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                when: 'hint',
                parts: [text27, { value: 'hint' }, '</div>'],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  {
                    each: 'pieces',
                    parts: [{ value: 'text' }, '<wbr>'],
                  },
                  '</a>',
                  {
                    when: 'note',
                    parts: [
                      ' <span class="muted" style="color:#565e6d;font-size:14px;">',
                      { value: 'note' },
                      '</span>',
                    ],
                  },
                  '</div>',
                ],
              },
              '</td></tr>',
            ],
          },
          '</table></td></tr></table></td></tr>',
        ],
      },
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/deputy */
export const deputyTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'lead',
        parts: [text20, { value: 'lang' }, '">', { value: 'lead' }, '</div></div></td></tr>'],
      },
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'hasFacts',
        parts: [
          text24,
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted" lang="',
              { value: 'lang' },
              text25,
              { value: 'name' },
              text26,
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                when: 'hint',
                parts: [text27, { value: 'hint' }, '</div>'],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  {
                    each: 'pieces',
                    parts: [{ value: 'text' }, '<wbr>'],
                  },
                  '</a>',
                  {
                    when: 'note',
                    parts: [
                      ' <span class="muted" style="color:#565e6d;font-size:14px;">',
                      { value: 'note' },
                      '</span>',
                    ],
                  },
                  '</div>',
                ],
              },
              '</td></tr>',
            ],
          },
          '</table></td></tr></table></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/digest */
export const digestTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text33,
      {
        when: 'first',
        parts: ['<h1 lang="', { value: 'lang' }, text32, { value: 'headline' }, '</h1>'],
      },
      {
        when: 'again',
        parts: ['<h2 lang="', { value: 'lang' }, text32, { value: 'headline' }, '</h2>'],
      },
      text34,
      {
        each: 'sections',
        parts: [
          '<tr><td lang="',
          { value: 'lang' },
          '" style="padding:24px 0 8px;">',
          {
            when: 'first',
            parts: [
              '<h2 class="prose" style="margin:0;font-size:18px;line-height:24px;font-weight:600;">',
              { value: 'title' },
              '</h2>',
            ],
          },
          {
            when: 'again',
            parts: [
              '<h3 class="prose" style="margin:0;font-size:18px;line-height:24px;font-weight:600;">',
              { value: 'title' },
              '</h3>',
            ],
          },
          '<div class="muted digits" style="color:#565e6d;font-size:14px;">',
          { value: 'when' },
          '</div><div style="font-size:14px;">',
          { value: 'counts' },
          '</div></td></tr>',
          {
            each: 'people',
            parts: [
              text35,
              { value: 'name' },
              '</strong>',
              {
                when: 'verdict',
                parts: [' <span lang="', { value: 'lang' }, '">', { value: 'verdict' }, '</span>'],
              },
              {
                each: 'lines',
                parts: [
                  '<div class="muted" lang="',
                  { value: 'lang' },
                  '" style="color:#565e6d;font-size:14px;">',
                  { value: 'text' },
                  '</div>',
                ],
              },
              {
                when: 'words',
                parts: [
                  '<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="font-size:16px;line-height:23px;"><tr><td class="line" style="border-left:3px solid #c3c8d1;padding:2px 0 2px 12px;">',
                  {
                    each: 'paragraphs',
                    parts: [
                      '<p style="margin:0;">',
                      {
                        each: 'lines',
                        parts: [
                          {
                            when: 'next',
                            parts: ['<br />'],
                          },
                          { value: 'text' },
                        ],
                      },
                      '</p>',
                    ],
                  },
                  '</td></tr></table>',
                ],
              },
              '</td></tr>',
            ],
          },
          {
            when: 'more',
            parts: [
              '<tr><td class="muted" lang="',
              { value: 'lang' },
              '" style="color:#565e6d;font-size:14px;padding:4px 0;">',
              { value: 'more' },
              '</td></tr>',
            ],
          },
          '<tr><td class="prose line" lang="',
          { value: 'lang' },
          '" style="border-top:1px solid #e2e5ea;padding:12px 0 0;"><a href="',
          { value: 'url' },
          '" style="font-weight:600;">',
          { value: 'see' },
          '</a></td></tr>',
        ],
      },
      '</table></td></tr></tbody></table></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table></td></tr><![endif]-->',
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/hosted */
export const hostedTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'guestLink',
        parts: [
          text28,
          { value: 'lang' },
          '">',
          { value: 'guestNote' },
          ' <a href="',
          { value: 'guestLink' },
          '">',
          {
            each: 'guestPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a></div></div></td></tr>',
        ],
      },
      {
        when: 'hasFacts',
        parts: [
          text24,
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted" lang="',
              { value: 'lang' },
              text25,
              { value: 'name' },
              text26,
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                when: 'hint',
                parts: [text27, { value: 'hint' }, '</div>'],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  {
                    each: 'pieces',
                    parts: [{ value: 'text' }, '<wbr>'],
                  },
                  '</a>',
                  {
                    when: 'note',
                    parts: [
                      ' <span class="muted" style="color:#565e6d;font-size:14px;">',
                      { value: 'note' },
                      '</span>',
                    ],
                  },
                  '</div>',
                ],
              },
              '</td></tr>',
            ],
          },
          '</table></td></tr></table></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/hosted-refused */
export const hostedRefusedTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'lead',
        parts: [text20, { value: 'lang' }, '">', { value: 'lead' }, '</div></div></td></tr>'],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/invitation */
export const invitationTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      '</div></div></td></tr>',
      {
        when: 'hasNews',
        parts: [
          '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:0 0 18px;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#181c24;"\n><div lang="',
          { value: 'lang' },
          '">',
          {
            each: 'news',
            parts: ['<p class="prose" style="margin:0 0 4px;font-weight:600;">', { value: 'text' }, '</p>'],
          },
          '</div></div></td></tr>',
        ],
      },
      text43,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'changed',
        parts: [
          '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:16px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#181c24;"\n><div lang="',
          { value: 'lang' },
          '">',
          { value: 'changed' },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'answersFirst',
        parts: [
          text36,
          { value: 'lang' },
          '" style="font-weight:600;">',
          { value: 'question' },
          '</div>',
          {
            when: 'answerNote',
            parts: [
              '<div class="muted" lang="',
              { value: 'lang' },
              '" style="color:#565e6d;font-size:14px;">',
              { value: 'answerNote' },
              '</div>',
            ],
          },
          text37,
          {
            each: 'choices',
            parts: [
              {
                when: 'gap',
                parts: [text38],
              },
              text39,
              { value: 'lang' },
              text40,
              { value: 'href' },
              text41,
              { value: 'text' },
              '</a></td>',
            ],
          },
          text42,
          { value: 'lang' },
          '"><a href="',
          { value: 'answerLink' },
          '">',
          { value: 'answerMore' },
          '</a></div></div></td></tr>',
        ],
      },
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'hasFacts',
        parts: [
          text24,
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted" lang="',
              { value: 'lang' },
              text25,
              { value: 'name' },
              text26,
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                when: 'hint',
                parts: [text27, { value: 'hint' }, '</div>'],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  {
                    each: 'pieces',
                    parts: [{ value: 'text' }, '<wbr>'],
                  },
                  '</a>',
                  {
                    when: 'note',
                    parts: [
                      ' <span class="muted" style="color:#565e6d;font-size:14px;">',
                      { value: 'note' },
                      '</span>',
                    ],
                  },
                  '</div>',
                ],
              },
              '</td></tr>',
            ],
          },
          '</table></td></tr></table></td></tr>',
        ],
      },
      {
        when: 'guestLink',
        parts: [
          text28,
          { value: 'lang' },
          '">',
          { value: 'guestNote' },
          ' <a href="',
          { value: 'guestLink' },
          '">',
          {
            each: 'guestPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a></div></div></td></tr>',
        ],
      },
      {
        when: 'asideLink',
        parts: [
          text28,
          { value: 'lang' },
          '">',
          { value: 'asideNote' },
          ' <a href="',
          { value: 'asideLink' },
          '">',
          { value: 'asideText' },
          '</a></div></div></td></tr>',
        ],
      },
      {
        when: 'answersLater',
        parts: [
          text36,
          { value: 'lang' },
          '" style="font-weight:600;">',
          { value: 'question' },
          '</div>',
          {
            when: 'answerNote',
            parts: [
              '<div class="muted" lang="',
              { value: 'lang' },
              '" style="color:#565e6d;font-size:14px;">',
              { value: 'answerNote' },
              '</div>',
            ],
          },
          text37,
          {
            each: 'choices',
            parts: [
              {
                when: 'gap',
                parts: [text38],
              },
              text39,
              { value: 'lang' },
              text40,
              { value: 'href' },
              text41,
              { value: 'text' },
              '</a></td>',
            ],
          },
          text42,
          { value: 'lang' },
          '"><a href="',
          { value: 'answerLink' },
          '">',
          { value: 'answerMore' },
          '</a></div></div></td></tr>',
        ],
      },
      {
        when: 'words',
        parts: [
          text44,
          {
            each: 'paragraphs',
            parts: [
              '<p style="margin:0;padding:2px 0 6px;">',
              {
                each: 'lines',
                parts: [
                  {
                    when: 'next',
                    parts: ['<br />'],
                  },
                  { value: 'text' },
                ],
              },
              '</p>',
            ],
          },
          '</td></tr></table></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/join-block */
export const joinBlockTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      '</div></div></td></tr>',
      {
        when: 'words',
        parts: [
          '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:4px 0 20px;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n><tr><td class="prose">',
          {
            each: 'paragraphs',
            parts: [
              '<p style="margin:0 0 12px;">',
              {
                each: 'lines',
                parts: [
                  {
                    when: 'next',
                    parts: ['<br />'],
                  },
                  { value: 'text' },
                ],
              },
              '</p>',
            ],
          },
          '</td></tr></table></td></tr>',
        ],
      },
      text43,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'hasFacts',
        parts: [
          text24,
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted" lang="',
              { value: 'lang' },
              text25,
              { value: 'name' },
              text26,
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                when: 'hint',
                parts: [text27, { value: 'hint' }, '</div>'],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  {
                    each: 'pieces',
                    parts: [{ value: 'text' }, '<wbr>'],
                  },
                  '</a>',
                  {
                    when: 'note',
                    parts: [
                      ' <span class="muted" style="color:#565e6d;font-size:14px;">',
                      { value: 'note' },
                      '</span>',
                    ],
                  },
                  '</div>',
                ],
              },
              '</td></tr>',
            ],
          },
          '</table></td></tr></table></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/not-reached */
export const notReachedTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr><tr><td\nalign="left" class="ink" style="font-size:0px;padding:16px 0 0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n>',
      {
        each: 'people',
        parts: [
          text35,
          { value: 'name' },
          '</strong>',
          {
            when: 'address',
            parts: [' <span class="muted" style="color:#565e6d;font-size:14px;">', { value: 'address' }, '</span>'],
          },
          '<div class="muted" style="color:#565e6d;font-size:14px;">',
          { value: 'text' },
          '</div></td></tr>',
        ],
      },
      '</table></td></tr>',
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/nudge */
export const nudgeTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'hasFacts',
        parts: [
          text24,
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted" lang="',
              { value: 'lang' },
              text25,
              { value: 'name' },
              text26,
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                when: 'hint',
                parts: [text27, { value: 'hint' }, '</div>'],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  {
                    each: 'pieces',
                    parts: [{ value: 'text' }, '<wbr>'],
                  },
                  '</a>',
                  {
                    when: 'note',
                    parts: [
                      ' <span class="muted" style="color:#565e6d;font-size:14px;">',
                      { value: 'note' },
                      '</span>',
                    ],
                  },
                  '</div>',
                ],
              },
              '</td></tr>',
            ],
          },
          '</table></td></tr></table></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/proposal */
export const proposalTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      text45,
      {
        each: 'times',
        parts: [
          '<tr><td class="panel" bgcolor="#f5f6f8" lang="',
          { value: 'lang' },
          text46,
          { value: 'name' },
          '</div><div class="digits" style="font-weight:600;">',
          {
            when: 'struck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'date' }],
          },
          '</div>',
          {
            when: 'time',
            parts: [
              '<div class="digits">',
              {
                when: 'struck',
                parts: ['<s>', { value: 'time' }, '</s>'],
              },
              {
                when: 'kept',
                parts: [{ value: 'time' }],
              },
              '</div>',
            ],
          },
          {
            when: 'zone',
            parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
          },
          '</td></tr>',
          {
            when: 'more',
            parts: [text47],
          },
        ],
      },
      '</table></td></tr>',
      {
        when: 'words',
        parts: [
          text44,
          {
            each: 'paragraphs',
            parts: [
              '<p style="margin:0;padding:2px 0 6px;">',
              {
                each: 'lines',
                parts: [
                  {
                    when: 'next',
                    parts: ['<br />'],
                  },
                  { value: 'text' },
                ],
              },
              '</p>',
            ],
          },
          '</td></tr></table></td></tr>',
        ],
      },
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/proposal-declined */
export const proposalDeclinedTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      text45,
      {
        each: 'times',
        parts: [
          '<tr><td class="panel" bgcolor="#f5f6f8" lang="',
          { value: 'lang' },
          text46,
          { value: 'name' },
          '</div><div class="digits" style="font-weight:600;">',
          {
            when: 'struck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'date' }],
          },
          '</div>',
          {
            when: 'time',
            parts: [
              '<div class="digits">',
              {
                when: 'struck',
                parts: ['<s>', { value: 'time' }, '</s>'],
              },
              {
                when: 'kept',
                parts: [{ value: 'time' }],
              },
              '</div>',
            ],
          },
          {
            when: 'zone',
            parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
          },
          '</td></tr>',
          {
            when: 'more',
            parts: [text47],
          },
        ],
      },
      '</table></td></tr>',
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/reminder */
export const reminderTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'lead',
        parts: [text20, { value: 'lang' }, '">', { value: 'lead' }, '</div></div></td></tr>'],
      },
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'hasFacts',
        parts: [
          text24,
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted" lang="',
              { value: 'lang' },
              text25,
              { value: 'name' },
              text26,
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                when: 'hint',
                parts: [text27, { value: 'hint' }, '</div>'],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  {
                    each: 'pieces',
                    parts: [{ value: 'text' }, '<wbr>'],
                  },
                  '</a>',
                  {
                    when: 'note',
                    parts: [
                      ' <span class="muted" style="color:#565e6d;font-size:14px;">',
                      { value: 'note' },
                      '</span>',
                    ],
                  },
                  '</div>',
                ],
              },
              '</td></tr>',
            ],
          },
          '</table></td></tr></table></td></tr>',
        ],
      },
      {
        when: 'asideLink',
        parts: [
          text28,
          { value: 'lang' },
          '">',
          { value: 'asideNote' },
          ' <a href="',
          { value: 'asideLink' },
          '">',
          { value: 'asideText' },
          '</a></div></div></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

/** email-templates/shared-document */
export const sharedDocumentTemplate: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  text2,
  { value: 'subject' },
  text3,
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  text4,
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [text5],
      },
      text6,
      {
        when: 'good',
        parts: ['<td class="tag-good" bgcolor="#e6eeff" lang="', { value: 'lang' }, text7, { value: 'label' }, '</td>'],
      },
      {
        when: 'warn',
        parts: ['<td class="tag-warn" bgcolor="#fff2d9" lang="', { value: 'lang' }, text8, { value: 'label' }, '</td>'],
      },
      {
        when: 'bad',
        parts: ['<td class="tag-bad" bgcolor="#fde8e8" lang="', { value: 'lang' }, text9, { value: 'label' }, '</td>'],
      },
      text10,
      { value: 'lang' },
      '">',
      { value: 'headline' },
      text11,
      {
        when: 'month',
        parts: [
          text12,
          { value: 'lang' },
          '" style="width:76px;border-collapse:separate;">',
          {
            when: 'kept',
            parts: [
              {
                when: 'dateKept',
                parts: [text13, { value: 'month' }, '</span></td></tr>'],
              },
            ],
          },
          {
            when: 'gone',
            parts: [text14, { value: 'month' }, '</span></td></tr>'],
          },
          text15,
          { value: 'day' },
          '</div><div style="font-size:12px;line-height:14px;">',
          { value: 'weekday' },
          '</div></td></tr></table></td>',
        ],
      },
      '<td valign="top" lang="',
      { value: 'lang' },
      '">',
      {
        when: 'first',
        parts: [
          text16,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h1>',
        ],
      },
      {
        when: 'again',
        parts: [
          text17,
          {
            when: 'struck',
            parts: ['<s>', { value: 'title' }, '</s>'],
          },
          {
            when: 'kept',
            parts: [{ value: 'title' }],
          },
          '</h2>',
        ],
      },
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: [text18, { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [text19, { value: 'which' }, '</p>'],
      },
      {
        when: 'date',
        parts: [
          '<div class="digits" style="font-weight:600;">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'date' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'date' }],
          },
          '</div>',
        ],
      },
      {
        when: 'time',
        parts: [
          '<div class="digits">',
          {
            when: 'dateStruck',
            parts: ['<s>', { value: 'time' }, '</s>'],
          },
          {
            when: 'dateKept',
            parts: [{ value: 'time' }],
          },
          '</div>',
        ],
      },
      {
        when: 'zone',
        parts: ['<div class="muted" style="color:#565e6d;font-size:14px;">', { value: 'zone' }, '</div>'],
      },
      {
        when: 'organizerTime',
        parts: [text1, { value: 'organizerTime' }, '</p>'],
      },
      {
        when: 'zoneNote',
        parts: [text1, { value: 'zoneNote' }, '</p>'],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'link',
        parts: [
          text21,
          { value: 'link' },
          text22,
          { value: 'action' },
          text23,
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="overflow-wrap:anywhere;word-break:break-word;">',
          {
            each: 'linkPieces',
            parts: [{ value: 'text' }, '<wbr>'],
          },
          '</a>',
          {
            when: 'linkNote',
            parts: ['<br />', { value: 'linkNote' }],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'hasFacts',
        parts: [
          text24,
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted" lang="',
              { value: 'lang' },
              text25,
              { value: 'name' },
              text26,
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                when: 'hint',
                parts: [text27, { value: 'hint' }, '</div>'],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  {
                    each: 'pieces',
                    parts: [{ value: 'text' }, '<wbr>'],
                  },
                  '</a>',
                  {
                    when: 'note',
                    parts: [
                      ' <span class="muted" style="color:#565e6d;font-size:14px;">',
                      { value: 'note' },
                      '</span>',
                    ],
                  },
                  '</div>',
                ],
              },
              '</td></tr>',
            ],
          },
          '</table></td></tr></table></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [text28, { value: 'lang' }, '">', { value: 'advice' }, '</div></div></td></tr>'],
      },
      text29,
    ],
  },
  text30,
  {
    each: 'footers',
    parts: ['<div lang="', { value: 'lang' }, '">', { value: 'text' }, '</div>'],
  },
  '<div>',
  { value: 'product' },
  text31,
];

// Made from email-templates/ by scripts/compile-templates.js. Do not edit.
import type { Template } from '../mail/template.ts';

/** email-templates/invitation.mjml */
export const INVITATION_TEMPLATE: Template = [
  '<!doctype html><html lang="',
  { value: 'lang' },
  '" dir="ltr" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>',
  { value: 'subject' },
  '</title><!--[if !mso]><!--><meta http-equiv="X-UA-Compatible" content="IE=edge"><!--<![endif]--><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1"><style type="text/css">#outlook a { padding:0; }body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }p { display:block;margin:13px 0; }</style><!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript><![endif]--><!--[if lte mso 11]><style type="text/css">.mj-outlook-group-fix { width:100% !important; }</style><![endif]--><style type="text/css">@media only screen and (min-width:480px) {.mj-column-per-100 { width:100% !important; max-width: 100%; }}</style><style media="screen and (min-width:480px)">.moz-text-html .mj-column-per-100 { width:100% !important; max-width: 100%; }</style><style type="text/css">\n:root { color-scheme: light dark; supported-color-schemes: light dark; }a { color: #1d53c4; }.digits { font-variant-numeric: tabular-nums; }.prose { overflow-wrap: anywhere; }@media only screen and (max-width: 479px) {.side > table > tbody > tr > td { padding-left: 20px !important; padding-right: 20px !important; }.fact-name { display: block !important; width: auto !important; padding: 12px 0 0 0 !important; }.fact-value { display: block !important; padding: 0 !important; }.day { padding-right: 14px !important; }.button table { width: 100% !important; }}@media (prefers-color-scheme: dark) {.page, .page > div { background-color: #0e1014 !important; }body { background-color: #0e1014 !important; }.card, .card > table { background: #15181e !important; background-color: #15181e !important; }.card > table > tbody > tr > td { border-color: #272c35 !important; }.ink, .ink div, .ink td { color: #e9ecf1 !important; }.muted, .muted div, .ink .muted { color: #a2aab8 !important; }.line { border-color: #272c35 !important; }.rule p { border-top-color: #272c35 !important; }a, .accent { color: #8bb0ff !important; }.button td { background: #3a6fe8 !important; background-color: #3a6fe8 !important; }.button a { background: #3a6fe8 !important; color: #ffffff !important; }.day-body { background-color: #1d2129 !important; }.tag-good { color: #8bb0ff !important; background-color: #1b2a4a !important; }.tag-warn { color: #f0b95a !important; background-color: #33260d !important; }.tag-bad { color: #ff8f8a !important; background-color: #3a1717 !important; }}\n[data-ogsc] .ink, [data-ogsc] .ink div, [data-ogsc] .ink td { color: #e9ecf1 !important; }\n[data-ogsc] .muted, [data-ogsc] .muted div, [data-ogsc] .ink .muted { color: #a2aab8 !important; }\n[data-ogsc] a { color: #8bb0ff !important; }\n[data-ogsc] .button a { color: #ffffff !important; }</style><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></head><body  class="page" style="word-spacing:normal;background-color:#f5f6f8;"><div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;">',
  { value: 'preview' },
  '</div><div\naria-label="',
  { value: 'subject' },
  '" aria-roledescription="email" role="article" lang="',
  { value: 'lang' },
  '" dir="ltr" style="word-spacing:normal;background-color:#f5f6f8;"\n><!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table\nalign="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"\n><tbody><tr><td\nstyle="direction:ltr;font-size:0px;padding:16px 0;text-align:center;"\n><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:600px;" ><![endif]--><div\nclass="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"\n><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"\n><tbody><tr><td  style="vertical-align:top;padding:0;"><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"\n><tbody><tr><td\nalign="left" style="font-size:0px;padding:0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:1px;line-height:1px;text-align:left;color:#181c24;"\n>&#8203;</div></td></tr></tbody></table></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="card-outlook" role="presentation" style="width:600px;" width="600" bgcolor="#ffffff" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  class="card" style="background:#ffffff;background-color:#ffffff;margin:0px auto;max-width:600px;border-radius:12px;overflow:hidden;"><table\nalign="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#ffffff;background-color:#ffffff;width:100%;border-collapse:separate;"\n><tbody><tr><td\nstyle="border:1px solid #e2e5ea;border-radius:12px;direction:ltr;font-size:0px;padding:32px 0;text-align:center;"\n><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><![endif]-->',
  {
    each: 'blocks',
    parts: [
      {
        when: 'again',
        parts: [
          '<!--[if mso | IE]><tr><td class="side-outlook" width="600px" ><table align="center" border="0" cellpadding="0" cellspacing="0" class="side-outlook" role="presentation" style="width:598px;" width="598" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  class="side" style="margin:0px auto;max-width:598px;"><table\nalign="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"\n><tbody><tr><td\nstyle="direction:ltr;font-size:0px;padding:32px 32px 32px;text-align:center;"\n><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:534px;" ><![endif]--><div\nclass="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"\n><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"\n><tbody><tr><td  style="vertical-align:top;padding:0;"><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"\n><tbody><tr><td\nalign="center" class="rule" style="font-size:0px;padding:0;word-break:break-word;"\n><p\nstyle="border-top:solid 1px #e2e5ea;font-size:1px;margin:0px auto;width:100%;"\n></p><!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" style="border-top:solid 1px #e2e5ea;font-size:1px;margin:0px auto;width:534px;" role="presentation" width="534px" ><tr><td style="height:0;line-height:0;"> &nbsp;</td></tr></table><![endif]--></td></tr></tbody></table></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table></td></tr><![endif]-->',
        ],
      },
      '<!--[if mso | IE]><tr><td class="side-outlook" width="600px" ><table align="center" border="0" cellpadding="0" cellspacing="0" class="side-outlook" role="presentation" style="width:598px;" width="598" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  class="side" style="margin:0px auto;max-width:598px;"><table\nalign="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"\n><tbody><tr><td\nstyle="direction:ltr;font-size:0px;padding:0 32px;text-align:center;"\n><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:534px;" ><![endif]--><div\nclass="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"\n><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"\n><tbody><tr><td  style="vertical-align:top;padding:0;"><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"\n><tbody><tr><td\nalign="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#181c24;"\n><span lang="',
      { value: 'lang' },
      '">',
      {
        when: 'good',
        parts: [
          '<span class="tag-good" style="background-color:#e6eeff;color:#1d53c4;border-radius:999px;font-size:12px;font-weight:600;padding:3px 10px;">',
          { value: 'label' },
          '</span>',
        ],
      },
      {
        when: 'warn',
        parts: [
          '<span class="tag-warn" style="background-color:#fff2d9;color:#8a5200;border-radius:999px;font-size:12px;font-weight:600;padding:3px 10px;">',
          { value: 'label' },
          '</span>',
        ],
      },
      {
        when: 'bad',
        parts: [
          '<span class="tag-bad" style="background-color:#fde8e8;color:#b42222;border-radius:999px;font-size:12px;font-weight:600;padding:3px 10px;">',
          { value: 'label' },
          '</span>',
        ],
      },
      '</span></div></td></tr><tr><td\nalign="left" class="muted" style="font-size:0px;padding:0 0 16px;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#565e6d;"\n><span lang="',
      { value: 'lang' },
      '">',
      { value: 'headline' },
      '</span></div></td></tr>',
      {
        when: 'hasNews',
        parts: [
          '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:0 0 20px;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#181c24;"\n><div lang="',
          { value: 'lang' },
          '">',
          {
            each: 'news',
            parts: ['<div class="prose" style="font-weight:600;padding:0 0 4px;">', { value: 'text' }, '</div>'],
          },
          '</div></div></td></tr>',
        ],
      },
      '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n><tr><td class="day" width="76" valign="top" style="width:76px;padding:0 20px 0 0;"><table role="presentation" cellpadding="0" cellspacing="0" border="0" width="76" lang="',
      { value: 'lang' },
      '" style="width:76px;border-collapse:separate;"><tr><td align="center" bgcolor="#2460e0" style="background-color:#2460e0;color:#ffffff !important;border-radius:8px 8px 0 0;font-size:12px;line-height:16px;font-weight:600;letter-spacing:0.04em;padding:4px 0;text-transform:uppercase;"><span style="color:#ffffff;">',
      { value: 'month' },
      '</span></td></tr><tr><td class="day-body" align="center" bgcolor="#eef0f3" style="background-color:#eef0f3;border-radius:0 0 8px 8px;padding:4px 0 8px;"><div class="digits" style="font-size:28px;line-height:34px;font-weight:600;">',
      { value: 'day' },
      '</div><div style="font-size:12px;line-height:14px;">',
      { value: 'weekday' },
      '</div></td></tr></table></td><td valign="top" lang="',
      { value: 'lang' },
      '"><div class="prose" style="font-size:20px;line-height:26px;font-weight:600;padding:0 0 6px;">',
      {
        when: 'struck',
        parts: ['<s>', { value: 'title' }, '</s>'],
      },
      {
        when: 'kept',
        parts: [{ value: 'title' }],
      },
      '</div>',
      {
        when: 'repeats',
        parts: ['<div class="prose">', { value: 'repeats' }, '</div>'],
      },
      {
        each: 'exceptions',
        parts: ['<div class="muted prose digits" style="color:#565e6d;font-size:14px;">', { value: 'text' }, '</div>'],
      },
      {
        when: 'which',
        parts: [
          '<div class="muted" style="color:#565e6d;font-size:14px;padding:10px 0 0;">',
          { value: 'which' },
          '</div>',
        ],
      },
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
        parts: [
          '<div class="muted digits" style="color:#565e6d;font-size:14px;">',
          { value: 'organizerTime' },
          '</div>',
        ],
      },
      {
        when: 'zoneNote',
        parts: [
          '<div class="muted digits" style="color:#565e6d;font-size:14px;padding:6px 0 0;">',
          { value: 'zoneNote' },
          '</div>',
        ],
      },
      '</td></tr></table></td></tr>',
      {
        when: 'changed',
        parts: [
          '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:16px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#181c24;"\n><span lang="',
          { value: 'lang' },
          '">',
          { value: 'changed' },
          '</span></div></td></tr>',
        ],
      },
      {
        when: 'link',
        parts: [
          '<tr><td\nalign="left" class="button" style="font-size:0px;padding:24px 0 0;word-break:break-word;"\n><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;line-height:100%;"\n><tbody><tr><td\nalign="center" bgcolor="#2460e0" role="presentation" style="border:none;border-radius:8px;cursor:auto;mso-padding-alt:12px 28px;background:#2460e0;" valign="middle"\n><a\nhref="',
          { value: 'link' },
          '" style="display:inline-block;background:#2460e0;color:#ffffff;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;font-weight:600;line-height:24px;margin:0;text-decoration:none;text-transform:none;padding:12px 28px;mso-padding-alt:0px;border-radius:8px;" target="_blank"\n>\n',
          { value: 'action' },
          '</a></td></tr></tbody></table></td></tr><tr><td\nalign="left" class="muted" style="font-size:0px;padding:16px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:14px;line-height:1.45;text-align:left;color:#565e6d;"\n><span class="prose" lang="',
          { value: 'lang' },
          '">',
          { value: 'orLink' },
          ' <a href="',
          { value: 'link' },
          '" style="word-break:break-all;">',
          { value: 'link' },
          '</a><br />',
          { value: 'linkNote' },
          '</span></div></td></tr>',
        ],
      },
      {
        when: 'hasFacts',
        parts: [
          '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:20px 0 0;word-break:break-word;"\n><table\ncellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#181c24;font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;table-layout:auto;width:100%;border:none;"\n>',
          {
            each: 'facts',
            parts: [
              '<tr><td class="fact-name muted line" lang="',
              { value: 'lang' },
              '" valign="top" width="170" style="width:170px;color:#565e6d;font-size:14px;line-height:23px;padding:5px 16px 5px 0;">',
              { value: 'name' },
              '</td><td class="fact-value prose digits" valign="top" style="padding:5px 0;">',
              {
                when: 'strong',
                parts: ['<strong>', { value: 'value' }, '</strong>'],
              },
              {
                when: 'plain',
                parts: [{ value: 'value' }],
              },
              {
                each: 'links',
                parts: [
                  '<div><a href="',
                  { value: 'href' },
                  '">',
                  { value: 'text' },
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
          '</table></td></tr>',
        ],
      },
      {
        when: 'guestLink',
        parts: [
          '<tr><td\nalign="left" class="muted" style="font-size:0px;padding:16px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:14px;line-height:1.45;text-align:left;color:#565e6d;"\n><span class="prose" lang="',
          { value: 'lang' },
          '">',
          { value: 'guestNote' },
          ' <a href="',
          { value: 'guestLink' },
          '">',
          { value: 'guestLink' },
          '</a></span></div></td></tr>',
        ],
      },
      {
        when: 'description',
        parts: [
          '<tr><td\nalign="left" class="ink" style="font-size:0px;padding:20px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:16px;line-height:1.45;text-align:left;color:#181c24;"\n><div class="prose line" style="border-left:3px solid #e2e5ea;padding:0 0 0 14px;">',
          {
            each: 'paragraphs',
            parts: [
              '<div style="padding:0 0 8px;">',
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
              '</div>',
            ],
          },
          '</div></div></td></tr>',
        ],
      },
      {
        when: 'advice',
        parts: [
          '<tr><td\nalign="left" class="muted" style="font-size:0px;padding:16px 0 0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:14px;line-height:1.45;text-align:left;color:#565e6d;"\n><span lang="',
          { value: 'lang' },
          '">',
          { value: 'advice' },
          '</span></div></td></tr>',
        ],
      },
      '</tbody></table></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table></td></tr><![endif]-->',
    ],
  },
  '<!--[if mso | IE]></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table\nalign="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"\n><tbody><tr><td\nstyle="direction:ltr;font-size:0px;padding:16px 32px 32px;text-align:center;"\n><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:536px;" ><![endif]--><div\nclass="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"\n><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"\n><tbody><tr><td  style="vertical-align:top;padding:0;"><table\nborder="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"\n><tbody><tr><td\nalign="center" class="muted" style="font-size:0px;padding:0;word-break:break-word;"\n><div\nstyle="font-family:-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif;font-size:12px;line-height:1.45;text-align:center;color:#565e6d;"\n>WebMeeting</div></td></tr></tbody></table></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></div></body></html>\n',
];

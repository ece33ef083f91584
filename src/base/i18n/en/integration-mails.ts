/** Mails of the server about what it is connected with. `{{x}}` stands for a value. */
export const integrationMails = {
  test: {
    subject: 'Test mail of {{product}}',
    text: 'This is a test mail from {{server}}. Whoever reads it knows that mails of this server arrive.\n\nAsked for by {{name}}.\n',
  },
  switchedOff: {
    subject: 'Webhook switched off: {{name}}',
    text: 'Nothing has reached “{{name}}” ({{address}}) since {{date}}, so {{product}} has switched it off and tells it nothing more.\n\nWhen the other side is well again, switch it on here:\n{{url}}\n',
  },
};

// `npm run dev` says where its api is; PORT would be taken for that of the dev server.
const api = { target: process.env['DEV_API_URL'] ?? 'http://127.0.0.1:3000' };

export default {
  '/trpc': api,
  '/calendar.ics': api,
  '/expiry.csv': api,
  '/badge': api,
  '/health': api,
};

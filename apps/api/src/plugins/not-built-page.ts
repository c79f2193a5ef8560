/** What a browser shows while there is no web app to serve. */
export const NOT_BUILT_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>The web app is not built</title></head>
<body>
<h1>The web app is not built</h1>
<p>The server runs, but there are no pages to show. Run <code>npm start</code>, which builds them,
or <code>npx nx build @app/web</code>, then load this page again.</p>
<p>To work on the pages, run <code>npx nx serve @app/web</code> and open the address that it prints.</p>
</body>
</html>
`;

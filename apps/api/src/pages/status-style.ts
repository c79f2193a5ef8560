/** How a status page looks: readable without colours, in the light and in the dark, on paper too. */
export const STATUS_STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --line: #d1d9e0; --ground: #fff; --good: #1a7f37; --some: #9a6700; --bad: #c0362c; --none: #afb8c1 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --soft: #9ea7b1; --line: #3d444d; --ground: #16191d; --good: #3fb950; --some: #d29922; --bad: #f5695f; --none: #4d5661 } }
* { box-sizing: border-box }
body { font: 1rem/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; margin: 0; color: var(--ink); background: var(--ground) }
main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1rem }
header { margin: 2rem 0 1rem; display: flex; align-items: center; gap: 1rem; flex-wrap: wrap }
header img { max-height: 3rem; max-width: 14rem }
h1 { font-size: 1.25rem; margin: 0; overflow-wrap: anywhere }
h2 { font-size: 1.125rem; margin: 2rem 0 .5rem }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere }
p { margin: .25rem 0; overflow-wrap: anywhere }
ul { list-style: none; margin: 0; padding: 0 }
li { padding: .75rem 0; border-top: 1px solid var(--line) }
.sum { font-size: 1.25rem; font-weight: 600; padding: .75rem 1rem; border: 1px solid var(--line); border-left-width: .375rem; border-radius: .25rem }
.sum.up { border-left-color: var(--good) } .sum.degraded, .sum.maintenance { border-left-color: var(--some) }
.sum.down { border-left-color: var(--bad) } .sum.unknown, .sum.paused { border-left-color: var(--none) }
.soft, footer { color: var(--soft); font-size: .875rem }
.note { white-space: pre-line; border-left: .25rem solid var(--line); padding-left: .75rem; margin: .5rem 0 }
.row { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem }
.state { font-weight: 600; white-space: nowrap }
.state.up { color: var(--good) } .state.degraded, .state.maintenance { color: var(--some) } .state.down { color: var(--bad) } .state.unknown, .state.paused { color: var(--soft) }
svg { display: block; width: 100%; height: 2rem; margin: .25rem 0 }
path { stroke-width: 3 } .good { stroke: var(--good) } .some { stroke: var(--some) } .bad { stroke: var(--bad) } .none { stroke: var(--none) }
a { color: inherit }
footer { margin: 2rem auto; padding-top: 1rem; border-top: 1px solid var(--line) }
`;

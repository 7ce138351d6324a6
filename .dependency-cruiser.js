// The import walls of the house: each room may use the rooms above it, never those below.
// `node scripts/check-walls.js` runs it and proves that it saw the files.

/** Rooms from the top of the house to its bottom; a room may import its own files and those of rooms before it. */
const rooms = [
  'src/text/',
  'src/values/',
  'src/ip/',
  'src/tree/',
  'src/languages/',
  'src/model/',
  'src/bindings/',
  'src/findings/',
  'src/rule/',
  'rules/',
  'src/config/',
  'src/check.ts',
  'src/report/',
  'src/github/',
];

const below = rooms.map((room, index) => ({
  name: `${room.replace(/\/$/, '').replaceAll('/', '-')}-uses-only-rooms-above`,
  severity: 'error',
  from: { path: `^${room}` },
  to: { path: `^(${[...rooms.slice(index + 1), 'src/(cli|action)\\.ts'].join('|')})` },
}));

export default {
  forbidden: [
    ...below.map((rule) =>
      // The registry is the one list of rules, and generated from the folders.
      rule.name === 'src-rule-uses-only-rooms-above'
        ? { ...rule, from: { ...rule.from, pathNot: '^src/rule/registry' } }
        : rule,
    ),
    {
      name: 'text-imports-nothing',
      severity: 'error',
      from: { path: '^src/text/' },
      to: { pathNot: '^src/text/' },
    },
    {
      name: 'ip-knows-only-text',
      severity: 'error',
      from: { path: '^src/ip/' },
      to: { pathNot: '^(src/(ip|text)/|node_modules/ip6addr)' },
    },
    {
      name: 'languages-never-see-the-model',
      severity: 'error',
      from: { path: '^src/languages/' },
      to: { path: '^src/(model|bindings)/' },
    },
    {
      name: 'model-knows-no-language',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { path: '^src/(languages|bindings|tree)/' },
    },
    {
      name: 'hcl-knows-no-terraform',
      severity: 'error',
      from: { path: '^src/languages/hcl/' },
      to: { path: '^src/languages/(terraform|arm|cloudformation|kubernetes|inventory)/' },
    },
    {
      name: 'rules-see-model-ip-and-rule-only',
      severity: 'error',
      from: { path: '^rules/' },
      to: { pathNot: '^(rules/|src/(rule|model|ip|values|text|findings)/|node_modules/zod)' },
    },
    {
      name: 'rules-do-not-see-each-other',
      severity: 'error',
      from: { path: '^rules/([^/]+)/' },
      to: { path: '^rules/', pathNot: '^rules/$1/' },
    },
    {
      name: 'github-toolkit-only-in-github-and-action',
      severity: 'error',
      from: { path: '^(src|rules)/', pathNot: '^src/(github/|action\\.ts)' },
      to: { path: 'node_modules/@(actions|octokit)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};

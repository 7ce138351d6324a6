/** Terragrunt's own functions. Paths that they give are absolute, `/` being the tree's root. */
import type { UnknownCode, Value } from '../../../values/value.ts';
import { mapValue, stringValue, unknownValue } from '../../../values/value.ts';
import type { HclFunction } from '../../hcl/scope.ts';
import { defineFunction, type Call, type Problem } from '../functions/define.ts';
import { anything, text } from '../functions/parameters.ts';
import { baseName, displayFolder, folderOf, joinPath, relativePath } from '../../paths.ts';
import { deepMerge } from './merge-inputs.ts';
import type { Config } from './terragrunt.ts';

/** Depends on who deploys, and where. */
const ENVIRONMENT: readonly string[] = [
  'get_aws_account_alias',
  'get_aws_account_id',
  'get_aws_caller_identity_arn',
  'get_aws_caller_identity_user_id',
  'get_env',
  'get_platform',
  'get_terraform_cli_args',
  'get_terraform_command',
  'get_terragrunt_source_cli_flag',
  'get_working_dir',
];

/** Runs or decrypts something, or says what only Terragrunt itself needs. */
const UNSUPPORTED: readonly string[] = [
  'constraint_check',
  'get_default_retryable_errors',
  'get_terraform_commands_that_need_input',
  'get_terraform_commands_that_need_locking',
  'get_terraform_commands_that_need_parallelism',
  'get_terraform_commands_that_need_vars',
  'mark_as_read',
  'mark_glob_as_read',
  'read_tfvars_file',
  'run_cmd',
  'sops_decrypt_file',
];

/** The functions that expressions of a file can call beside Terraform's. */
export function terragruntFunctions(config: Config): ReadonlyMap<string, HclFunction> {
  const { folder, original } = config.place;
  return new Map<string, HclFunction>([
    ...ENVIRONMENT.map(
      (name) => [name, unknownFunction('environment', `${name} depends on who deploys`)] as const,
    ),
    ...UNSUPPORTED.map((name) => [name, unknownFunction('unsupported', `${name} is not evaluated`)] as const),
    pathFunction('get_terragrunt_dir', () => `/${folder}`),
    pathFunction('get_original_terragrunt_dir', () => `/${original}`),
    pathFunction('get_repo_root', () => '/'),
    pathFunction('get_path_to_repo_root', () => relativePath(folder, '')),
    pathFunction('get_path_from_repo_root', () => displayFolder(folder)),
    pathFunction('get_parent_terragrunt_dir', (name) => `/${includedFolder(config, name)}`),
    pathFunction('path_relative_to_include', (name) => relativePath(includedFolder(config, name), folder)),
    pathFunction('path_relative_from_include', (name) => relativePath(folder, includedFolder(config, name))),
    ['find_in_parent_folders', findInParentFolders(config)],
    ['read_terragrunt_config', readConfig(config)],
    [
      'deep_merge',
      defineFunction('deep_merge', {
        parameters: [],
        rest: anything('maps'),
        run: (_, call, maps) => ({
          ...maps.reduce<Value>(deepMerge, mapValue(new Map(), call.origin)),
          origin: call.origin,
        }),
      }),
    ],
  ]);
}

/** Terraform's functions whose first argument is a path. They know no absolute paths. */
const FILE_FUNCTION = /^(?:file.*|templatefile)$/;

/** A function of Terraform as a Terragrunt file calls it: absolute paths are those of the tree. */
export function withTreePaths(
  name: string,
  called: HclFunction | undefined,
  folder: string,
): HclFunction | undefined {
  if (called === undefined || !FILE_FUNCTION.test(name) || !('call' in called)) return called;
  return {
    call([path, ...others], context) {
      if (path?.kind !== 'string' || !path.value.startsWith('/')) {
        return called.call(path === undefined ? others : [path, ...others], context);
      }
      const target = joinPath('', path.value);
      const value = target === undefined ? path.value : relativePath(folder, target);
      return called.call([{ ...path, value }, ...others], context);
    },
  };
}

function unknownFunction(code: UnknownCode, message: string): HclFunction {
  return {
    call: (_, { range }) => unknownValue({ code, message, range }, { range, kind: 'expression', from: [] }),
  };
}

/** A function of an optional name that gives a path. */
function pathFunction(
  name: string,
  path: (name: string | undefined) => string,
): readonly [string, HclFunction] {
  return [
    name,
    defineFunction(name, {
      parameters: [],
      rest: text('name'),
      run: (_, call, [given]) => stringValue(path(given?.value), call.origin),
    }),
  ];
}

/** The folder of the file that includes or is included: of the include with this name, or the first. */
function includedFolder({ place, includes }: Config, name: string | undefined): string {
  if (place.included !== undefined) return place.included;
  const all = includes();
  const include = all.find((each) => each.name === name) ?? all[0];
  return include === undefined ? place.folder : folderOf(include.config.layer.file.path);
}

/** Looks for a file or folder in the folders above, the nearest first. */
function findInParentFolders({ place, terragrunt }: Config): HclFunction {
  return defineFunction('find_in_parent_folders', {
    parameters: [],
    rest: text('name'),
    run(_, call, [name, fallback]): Value | Problem {
      const wanted = name?.value ?? 'terragrunt.hcl';
      for (let folder = place.folder; folder !== '';) {
        folder = folderOf(folder);
        const path = folder === '' ? wanted : `${folder}/${wanted}`;
        if (terragrunt.has(path)) return stringValue(`/${path}`, call.origin);
      }
      if (fallback !== undefined) return fallback;
      const message = `no folder above holds ${baseName(wanted)}`;
      return { problem: message, code: 'file-not-read', diagnostic: 'terragrunt-missing-file' };
    },
  });
}

/** The local values and inputs of another file; the second argument when there is no such file. */
function readConfig({ place, terragrunt }: Config): HclFunction {
  return defineFunction('read_terragrunt_config', {
    parameters: [text('path')],
    rest: anything('default'),
    run([path], call: Call, [fallback]): Value | Problem {
      const found = terragrunt.findFile(path.value, place.folder);
      const config = found === undefined ? undefined : terragrunt.config(found, place.original);
      if (config !== undefined) return terragrunt.reading.demand.value(config.whole, call.context.range);
      if (fallback !== undefined) return fallback;
      const message = `there is no file ${JSON.stringify(path.value)}`;
      return { problem: message, code: 'file-not-read', diagnostic: 'terragrunt-missing-file' };
    },
  });
}

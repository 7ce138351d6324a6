import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);
var USAGE=`cidrlint reads infrastructure code, works out the network behind it, and reviews the address plan.

usage:
  cidrlint check [PATH...]    judge the code
      --base REV              compare with a git revision: only what is new since then is shown and counts
      --all                   show and count what was there before as well
      --config FILE           the rule file (.github/cidrlint.yml when it exists)
      --format FMT[=FILE]     text or json; may be repeated (text)
      --fail-on LEVEL         error, warning, note or never (error)
      --var-file FILE         Terraform variables for every root module; may be repeated
      --var NAME=VALUE        one Terraform variable, as -var gives it; may be repeated
      --plan [FOLDER=]FILE    a Terraform plan from terraform show -json, of the root module in FOLDER or of the
                              one that fits; may be repeated
      --inventory FILE        an export of what runs already (az, aws, gcloud, NetBox, CSV ...); may be repeated
  cidrlint model [PATH...]    show what was understood: networks, subnets, peerings, zones, clusters
      --format FMT[=FILE]     text or json; --config, --var-file, --var, --plan and --inventory as above
  cidrlint next CIDR/LEN --within CIDR [PATH...]
                              the next range of that length that nothing in the code and in --inventory files uses;
                              --config, --var-file, --var and --plan as above
  cidrlint rules              list the rules
  cidrlint explain RULE       what a rule finds, why it matters, how to repair it
  cidrlint --version | --help

exit status: 0 nothing at or above --fail-on, 1 findings, 2 the command or its configuration is at fault
`;async function main(args){let[command,...rest]=args;switch(command){case"--version":case"-V":return process.stdout.write(`0.1.0
`),0;case"--help":case"-h":case"help":return process.stdout.write(USAGE),0;case void 0:return process.stderr.write(USAGE),2;default:{if(rest.includes("--help")||rest.includes("-h"))return process.stdout.write(USAGE),0;let{runCommand}=await import("./chunks/run-command-KT7EKLAF.js");return runCommand(command,rest)}}}process.stdout.on("error",error=>{if(error.code!=="EPIPE")throw error;process.exit(process.exitCode??0)});process.exitCode=await main(process.argv.slice(2));

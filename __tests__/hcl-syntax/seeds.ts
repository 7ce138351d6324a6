/** Valid texts that together hold everything the grammar has: what mutations and properties start from. */
export const SEEDS: readonly string[] = [
  `# A network with its subnets
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub-\${var.environment}"
  location            = var.location // where it stands
  address_space       = [var.address_space, "10.1.0.0/16"]
  resource_group_name = azurerm_resource_group.this[0].name

  dynamic "subnet" {
    for_each = { for k, v in local.subnets : k => v if v.enabled }
    content {
      name           = subnet.key
      address_prefix = cidrsubnet(var.address_space, 8, subnet.value.index)
    }
  }

  lifecycle { prevent_destroy = true }
}
`,
  `locals {
  zones   = slice(data.aws_availability_zones.this.names, 0, 3)
  subnets = [for index, zone in local.zones : cidrsubnet(var.cidr, 4, index)]
  by_zone = { for s in aws_subnet.all : s.availability_zone => s.id... if s.id != null }
  ids     = aws_subnet.all[*].id
  old_ids = aws_subnet.all.*.id
  nested  = var.groups[*].members[*].name
  mixed   = var.groups[*].members.*.name
  first   = aws_subnet.all.0.id
  merged  = merge(local.a, { "x-\${var.name}" = 1, (var.key) : 2, plain = 3 }, var.more...)
  number  = -1.5e3 + 0 - (2 * 3) / 4 % 5
}
`,
  `output "text" {
  value = <<-EOT
    Hello \${var.name},
      %{ for key, value in var.items ~}
      - \${key}: \${value}
      %{ endfor ~}
    %{ if length(var.items) == 0 && !var.quiet }
    nothing%{ else }something%{ endif }
    costs $\${price} and 100%%{sure}
  EOT
}

variable "script" {
  default = <<EOF
#!/bin/sh
echo "$HOME" \\n
EOF
}
`,
  `a = "plain"
b = "esc \\" \\\\ \\n \\u00e9 \\U0001F600 $\${no} %%{no} $ % {}"
c = "\${var.list}"
d = "\${~ trim(" x ") ~} tail \${"inner \${"most"}"}"
e = "%{ if a }yes%{ else }no%{ endif }%{ for v in l }\${v}%{ endfor }"
f = ""
`,
  `empty {}
one "label" two { x = null }
three {
  /* a comment
     of two lines */
  four "x" {}
  five = a ? b : c ? d : e
  six  = (
    a
    || b && c == d
  )
  seven = provider::aws::arn_parse(x)["y"].z[w]
  eight = [
    1,
    [true, false,],
    {},
  ]
  nine = a >= b
  ten  = a <= b != (c < d)
}
`,
  'größe = 1\r\nheredoc = <<X\r\nline\r\nX\r\nlast = [<<Y\r\ny\r\nY\r\n, 2]\r\n',
];

# Two VPCs that are peered with the same third one share addresses: AWS takes that, and sends answers to either.

resource "aws_vpc" "shared" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "a" {
  cidr_block = "10.1.0.0/16" # related: overlap
}

resource "aws_vpc" "b" {
  cidr_block = "10.1.128.0/17" # expect: overlap
}

resource "aws_vpc_peering_connection" "a" { # related: overlap
  vpc_id      = aws_vpc.shared.id
  peer_vpc_id = aws_vpc.a.id
  auto_accept = true
}

resource "aws_vpc_peering_connection" "b" { # related: overlap
  vpc_id      = aws_vpc.shared.id
  peer_vpc_id = aws_vpc.b.id
  auto_accept = true
}

# A plan as it should be: a hub with a VPN gateway, three spokes, a site, a client pool, overlay pods used twice.
locals {
  spokes = {
    apps = { cidr = "10.1.0.0/16", location = "westeurope" }
    data = { cidr = "10.2.0.0/16", location = "westeurope" }
    test = { cidr = "10.3.0.0/16", location = "northeurope" }
  }
}

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space       = ["10.0.0.0/22", "fd00:10::/48"]
}

resource "azurerm_subnet" "gateway" {
  name                 = "GatewaySubnet"
  resource_group_name  = "rg-hub"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.0.0/27"]
}

resource "azurerm_virtual_network_gateway" "vpn" {
  name                = "vgw-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  type                = "Vpn"
  sku                 = "VpnGw2AZ"

  ip_configuration {
    subnet_id            = azurerm_subnet.gateway.id
    public_ip_address_id = "/subscriptions/0/resourceGroups/rg-hub/providers/Microsoft.Network/publicIPAddresses/pip"
  }

  vpn_client_configuration {
    address_space = ["172.16.200.0/24"]
  }
}

resource "azurerm_local_network_gateway" "office" {
  name                = "lng-office"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  gateway_address     = "203.0.113.20"
  address_space       = ["192.168.0.0/16", "192.168.10.0/24"]
}

resource "azurerm_virtual_network_gateway_connection" "office" {
  name                       = "to-office"
  resource_group_name        = "rg-hub"
  location                   = "westeurope"
  type                       = "IPsec"
  virtual_network_gateway_id = azurerm_virtual_network_gateway.vpn.id
  local_network_gateway_id   = azurerm_local_network_gateway.office.id
}

resource "azurerm_virtual_network" "spoke" {
  for_each            = local.spokes
  name                = "vnet-${each.key}"
  resource_group_name = "rg-${each.key}"
  location            = each.value.location
  address_space       = [each.value.cidr]
}

resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  for_each                  = local.spokes
  name                      = "to-hub"
  resource_group_name       = "rg-${each.key}"
  virtual_network_name      = azurerm_virtual_network.spoke[each.key].name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
  use_remote_gateways       = true
}

resource "azurerm_virtual_network_peering" "hub_to_spoke" {
  for_each                  = local.spokes
  name                      = "to-${each.key}"
  resource_group_name       = "rg-hub"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke[each.key].id
  allow_gateway_transit     = true
}

# The hub: shared services, the way to the data centre, and the private DNS zones.

resource "azurerm_resource_group" "hub" {
  name     = "rg-hub"
  location = var.location
}

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = azurerm_resource_group.hub.name
  location            = azurerm_resource_group.hub.location
  address_space       = [var.hub_range]
}

resource "azurerm_subnet" "gateway" {
  name                 = "GatewaySubnet"
  resource_group_name  = azurerm_resource_group.hub.name
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = [cidrsubnet(var.hub_range, 5, 0)]
}

resource "azurerm_virtual_network_gateway" "vpn" {
  name                = "vgw-hub"
  resource_group_name = azurerm_resource_group.hub.name
  location            = azurerm_resource_group.hub.location
  type                = "Vpn"
  sku                 = "VpnGw2AZ"

  ip_configuration {
    subnet_id            = azurerm_subnet.gateway.id
    public_ip_address_id = azurerm_public_ip.vpn.id
  }
}

resource "azurerm_public_ip" "vpn" {
  name                = "pip-vgw-hub"
  resource_group_name = azurerm_resource_group.hub.name
  location            = azurerm_resource_group.hub.location
  allocation_method   = "Static"
}

resource "azurerm_local_network_gateway" "datacentre" {
  name                = "lgw-datacentre"
  resource_group_name = azurerm_resource_group.hub.name
  location            = azurerm_resource_group.hub.location
  gateway_address     = "203.0.113.7"
  address_space       = ["10.200.0.0/16"]
}

resource "azurerm_virtual_network_gateway_connection" "datacentre" {
  name                       = "cn-datacentre"
  resource_group_name        = azurerm_resource_group.hub.name
  location                   = azurerm_resource_group.hub.location
  type                       = "IPsec"
  virtual_network_gateway_id = azurerm_virtual_network_gateway.vpn.id
  local_network_gateway_id   = azurerm_local_network_gateway.datacentre.id
}

# The hub's ends of the peerings. There is none for "reports".
resource "azurerm_virtual_network_peering" "hub_to_spoke" {
  for_each = toset(["orders", "payments"])

  name                      = "hub-to-${each.key}"
  resource_group_name       = azurerm_resource_group.hub.name
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = module.spoke[each.key].network_id
  allow_gateway_transit     = true
}

resource "azurerm_private_dns_zone" "blob" {
  name                = "privatelink.blob.core.windows.net"
  resource_group_name = azurerm_resource_group.hub.name
}

# Only the hub asks this zone: machines in the spokes get the public address.
resource "azurerm_private_dns_zone_virtual_network_link" "blob_hub" {
  name                  = "link-hub"
  resource_group_name   = azurerm_resource_group.hub.name
  private_dns_zone_name = azurerm_private_dns_zone.blob.name
  virtual_network_id    = azurerm_virtual_network.hub.id
}

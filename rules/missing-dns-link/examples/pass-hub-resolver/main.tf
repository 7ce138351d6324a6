# A landing zone: all networks ask the hub's resolver, all zones are linked to the hub. The networks come from one map,
# the endpoint from a module.
locals {
  spokes = {
    app = { cidr = "10.1.0.0/16" }
    aks = { cidr = "10.2.0.0/16" }
  }
}

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "hub" {
  name                 = "snet-hub"
  resource_group_name  = "rg-hub"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = [cidrsubnet("10.0.0.0/16", 4, 1)]
}

resource "azurerm_private_dns_resolver" "hub" {
  name                = "dnspr-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  virtual_network_id  = azurerm_virtual_network.hub.id
}

resource "azurerm_private_dns_resolver_inbound_endpoint" "hub" {
  name                    = "in"
  private_dns_resolver_id = azurerm_private_dns_resolver.hub.id
  location                = "westeurope"

  ip_configurations {
    private_ip_allocation_method = "Static"
    private_ip_address           = "10.0.16.4"
    subnet_id                    = azurerm_subnet.hub.id
  }
}

resource "azurerm_virtual_network" "spoke" {
  for_each            = local.spokes
  name                = "vnet-${each.key}"
  resource_group_name = "rg-${each.key}"
  location            = "westeurope"
  address_space       = [each.value.cidr]
  dns_servers         = ["10.0.16.4"]
}

resource "azurerm_subnet" "spoke" {
  for_each             = local.spokes
  name                 = "snet-${each.key}"
  resource_group_name  = "rg-${each.key}"
  virtual_network_name = azurerm_virtual_network.spoke[each.key].name
  address_prefixes     = [cidrsubnet(each.value.cidr, 4, 1)]
}

resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  for_each                  = local.spokes
  name                      = "to-hub"
  resource_group_name       = "rg-${each.key}"
  virtual_network_name      = azurerm_virtual_network.spoke[each.key].name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}

resource "azurerm_virtual_network_peering" "app_to_aks" {
  name                      = "app-to-aks"
  resource_group_name       = "rg-app"
  virtual_network_name      = azurerm_virtual_network.spoke["app"].name
  remote_virtual_network_id = azurerm_virtual_network.spoke["aks"].id
}

resource "azurerm_kubernetes_cluster" "aks" {
  name                = "aks-main"
  resource_group_name = "rg-aks"
  location            = "westeurope"
  dns_prefix          = "main"

  default_node_pool {
    name           = "system"
    vm_size        = "Standard_D4s_v5"
    vnet_subnet_id = azurerm_subnet.spoke["aks"].id
    node_count     = 3
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_key_vault" "app" {
  name                = "kv-app"
  resource_group_name = "rg-app"
  location            = "westeurope"
  sku_name            = "standard"
  tenant_id           = "33333333-3333-3333-3333-333333333333"
}

resource "azurerm_private_dns_zone" "vault" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg-dns"
}

resource "azurerm_private_dns_zone_virtual_network_link" "hub" {
  name                  = "to-hub"
  resource_group_name   = "rg-dns"
  private_dns_zone_name = azurerm_private_dns_zone.vault.name
  virtual_network_id    = azurerm_virtual_network.hub.id
}

module "endpoint" {
  source    = "./endpoint"
  subnet_id = azurerm_subnet.spoke["app"].id
  zone_id   = azurerm_private_dns_zone.vault.id
  target_id = azurerm_key_vault.app.id
}

# Every network that has to resolve the zone is linked; a peer without a cluster need not be. The endpoints have an IPv6 network as well.
resource "azurerm_virtual_network" "app" {
  name                = "vnet-app"
  resource_group_name = "rg-app"
  location            = "westeurope"
  address_space       = ["10.1.0.0/16", "fd00:1::/48"]
}

resource "azurerm_subnet" "app" {
  name                 = "snet-app"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.app.name
  address_prefixes     = [cidrsubnet("10.1.0.0/16", 4, 1)]
}

resource "azurerm_virtual_network" "aks" {
  name                = "vnet-aks"
  resource_group_name = "rg-aks"
  location            = "westeurope"
  address_space       = ["10.2.0.0/16"]
}

resource "azurerm_subnet" "aks" {
  name                 = "snet-aks"
  resource_group_name  = "rg-aks"
  virtual_network_name = azurerm_virtual_network.aks.name
  address_prefixes     = [cidrsubnet("10.2.0.0/16", 4, 1)]
}

resource "azurerm_virtual_network" "bare" {
  name                = "vnet-bare"
  resource_group_name = "rg-bare"
  location            = "westeurope"
  address_space       = ["10.3.0.0/16"]
}

resource "azurerm_subnet" "bare" {
  name                 = "snet-bare"
  resource_group_name  = "rg-bare"
  virtual_network_name = azurerm_virtual_network.bare.name
  address_prefixes     = [cidrsubnet("10.3.0.0/16", 4, 1)]
}

resource "azurerm_kubernetes_cluster" "aks" {
  name                = "aks-aks"
  resource_group_name = "rg-aks"
  location            = "westeurope"
  dns_prefix          = "aks"

  default_node_pool {
    name           = "system"
    vm_size        = "Standard_D4s_v5"
    vnet_subnet_id = azurerm_subnet.aks.id
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

resource "azurerm_virtual_network_peering" "app_to_aks" {
  name                      = "app-to-aks"
  resource_group_name       = "rg-app"
  virtual_network_name      = azurerm_virtual_network.app.name
  remote_virtual_network_id = azurerm_virtual_network.aks.id
}

resource "azurerm_virtual_network_peering" "aks_to_app" {
  name                      = "aks-to-app"
  resource_group_name       = "rg-aks"
  virtual_network_name      = azurerm_virtual_network.aks.name
  remote_virtual_network_id = azurerm_virtual_network.app.id
}

resource "azurerm_virtual_network_peering" "app_to_bare" {
  name                      = "app-to-bare"
  resource_group_name       = "rg-app"
  virtual_network_name      = azurerm_virtual_network.app.name
  remote_virtual_network_id = azurerm_virtual_network.bare.id
}

resource "azurerm_virtual_network_peering" "bare_to_app" {
  name                      = "bare-to-app"
  resource_group_name       = "rg-bare"
  virtual_network_name      = azurerm_virtual_network.bare.name
  remote_virtual_network_id = azurerm_virtual_network.app.id
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

resource "azurerm_private_endpoint" "vault" {
  name                = "pe-vault"
  resource_group_name = "rg-app"
  location            = "westeurope"
  subnet_id           = azurerm_subnet.app.id

  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = azurerm_key_vault.app.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.vault.id]
  }
}

resource "azurerm_private_dns_zone_virtual_network_link" "all" {
  for_each = {
    app = azurerm_virtual_network.app.id
    aks = azurerm_virtual_network.aks.id
  }
  name                = "to-${each.key}"
  private_dns_zone_id = azurerm_private_dns_zone.vault.id
  virtual_network_id  = each.value
}

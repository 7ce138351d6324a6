# Pod subnet: at first every node takes 16 addresses, full ones take 128. The one subnet is too small for the first, the other for the second.
resource "azurerm_virtual_network" "main" {
  name                = "vnet-main"
  resource_group_name = "rg-main"
  location            = "westeurope"
  address_space       = ["10.20.0.0/16"]
}

resource "azurerm_subnet" "nodes" {
  name                 = "snet-nodes"
  resource_group_name  = "rg-main"
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.20.0.0/24"]
}

resource "azurerm_subnet" "tight" {
  name                 = "snet-pods-tight"
  resource_group_name  = "rg-main"
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.20.1.0/25"] # expect: surge-headroom
}

resource "azurerm_subnet" "loose" {
  name                 = "snet-pods-loose"
  resource_group_name  = "rg-main"
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.20.4.0/22"] # expect: surge-headroom
}

resource "azurerm_kubernetes_cluster" "flat" {
  name                = "aks-flat"
  resource_group_name = "rg-main"
  location            = "westeurope"
  dns_prefix          = "flat"

  default_node_pool {
    name           = "system"
    vm_size        = "Standard_D4s_v5"
    vnet_subnet_id = azurerm_subnet.nodes.id
    pod_subnet_id  = azurerm_subnet.tight.id
    node_count     = 7 # related: surge-headroom
    max_pods       = 110
  }

  network_profile {
    network_plugin = "azure"
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "user" {
  name                  = "user"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.flat.id
  vm_size               = "Standard_D8s_v5"
  vnet_subnet_id        = azurerm_subnet.nodes.id
  pod_subnet_id         = azurerm_subnet.loose.id
  node_count            = 8 # related: surge-headroom
  max_pods              = 110
}

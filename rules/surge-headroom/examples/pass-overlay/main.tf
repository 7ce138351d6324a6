# Dual-stack overlay with room to spare, a spot pool without surge, a pool scaled to zero, an IPv6 subnet prefix.
resource "azurerm_virtual_network" "main" {
  name                = "vnet-main"
  resource_group_name = "rg-main"
  location            = "westeurope"
  address_space       = ["10.20.0.0/16", "fd00:20::/48"]
}

resource "azurerm_subnet" "nodes" {
  name                 = "snet-nodes"
  resource_group_name  = "rg-main"
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.20.0.0/26", "fd00:20::/64"]
}

resource "azurerm_kubernetes_cluster" "prod" {
  name                = "aks-prod"
  resource_group_name = "rg-main"
  location            = "westeurope"
  dns_prefix          = "prod"
  kubernetes_version  = "1.34.1"

  default_node_pool {
    name                 = "system"
    vm_size              = "Standard_D4s_v5"
    vnet_subnet_id       = azurerm_subnet.nodes.id
    auto_scaling_enabled = true
    min_count            = 3
    max_count            = 9

    upgrade_settings {
      max_surge = "50%"
    }
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    ip_versions         = ["IPv4", "IPv6"]
    pod_cidrs           = ["10.244.0.0/18", "fd00:244::/56"]
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "spot" {
  name                  = "spot"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.prod.id
  vm_size               = "Standard_D8s_v5"
  vnet_subnet_id        = azurerm_subnet.nodes.id
  priority              = "Spot"
  auto_scaling_enabled  = true
  min_count             = 0
  max_count             = 40
}

resource "azurerm_kubernetes_cluster_node_pool" "gpu" {
  name                  = "gpu"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.prod.id
  vm_size               = "Standard_NC4as_T4_v3"
  vnet_subnet_id        = azurerm_subnet.nodes.id
  node_count            = 0
}
